"""Does mail leave this academy?"""
