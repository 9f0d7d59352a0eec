"""Tools as XLSForm workbooks (.xlsx), both ways (forms.md 1, 2.1, 8). Nothing is loaded before one is read.

`package` and `worksheet` may not know what a tool is; `reading` and `writing` may not know bytes.
"""
