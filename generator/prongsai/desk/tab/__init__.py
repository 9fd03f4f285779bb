"""The desk in a browser tab, as a static website with nothing to install.

It is the same application, without server, process or thread. `static/` is the page
around it: it runs Python in a worker, and a service worker hands what the desk's pages
ask for to `Bridge`. The folder is copied into the memory of the worker;
`static/folder.js` keeps the copy and the officer's own folder the same.

`bundle` writes the website: an interpreter for WebAssembly, the program with its
libraries as one archive of compiled modules, and that page. `lock.json` says which
versions, by their hashes; `renew` makes it anew. docs/development/tab.md describes it.
"""
