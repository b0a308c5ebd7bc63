"""Finnish says a day with the month in the partitive: 1. joulukuuta."""

DATE_FORMAT = "j. E Y"
MONTH_DAY_FORMAT = "j. E"
DATETIME_FORMAT = "j. E Y \\k\\l\\o G.i"
