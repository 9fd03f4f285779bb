"""The desk: this year's items in the browser, over the same YAML as everything else.

The application knows neither disk nor clock nor network: a `Folder` and a clock are
passed in, so that it runs wherever ASGI does. `on_disk` is the folder of a computer.
"""
