"""Tramitar Registro de Atendimento of the menu: many RAs forwarded together [UC0503]."""
