"""Where today comes from: the option `--today`, else the clock of this computer."""

import datetime

import click

from prongsai.thai.dates import parse_date


class Day(click.ParamType[datetime.date]):
    """A day as `2568-03-31` (พ.ศ.)."""

    name = "day"

    def convert(
        self,
        value: str | datetime.date,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime.date:
        """Read the day, or say how one is written."""
        if isinstance(value, datetime.date):
            return value
        try:
            return parse_date(value)
        except ValueError:
            self.fail(f"{value!r} is no day", param, ctx)


today_option = click.option(
    "--today",
    type=Day(),
    default=datetime.date.today,  # the agency's own day
    help="Check as of this day (พ.ศ.), for example 2568-03-31.",
)
