"""The list of packages: those of desktop/, and the two folders of data that go along."""

from setuptools import find_packages, setup

setup(packages=[*find_packages("desktop"), "hashiya_resources", "hashiya_seeds"])
