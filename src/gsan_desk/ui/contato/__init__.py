"""What the short forms of a contact share: protocolo, fields, Concluir, and the page that says it was done."""
