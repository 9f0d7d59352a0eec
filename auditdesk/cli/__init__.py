"""The command line: words in, verbs called, words out. May not know any room but `work`."""
