"""Pages that others saved, brought into the archive: WARC, WACZ, HTML, Xueqiu exports."""
