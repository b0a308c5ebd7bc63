"""The verbs of advocacy."""
