"""gongkai: track a county's yearly open-government workplan (政务公开工作要点)."""

__version__ = "0.2.0"
