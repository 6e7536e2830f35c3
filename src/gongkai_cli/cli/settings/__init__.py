"""The settings: values that hold where neither an option nor a variable gives one."""
