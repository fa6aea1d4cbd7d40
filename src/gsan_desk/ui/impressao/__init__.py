"""What goes to paper or PDF: QTextDocument from HTML templates in ``resources/impressao``."""
