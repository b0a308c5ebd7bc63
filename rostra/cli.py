"""The console command `rostra`."""
