"""A small stand-in for the job worker: it writes its number into a table, over and over, until told to stop."""

import os
import time

import psycopg

while True:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        while True:
            connection.execute("insert into beats (pid) values (%s)", [os.getpid()])
            time.sleep(0.05)
