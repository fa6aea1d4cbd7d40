"""gsan-desk: workstation of the Registro de Atendimento of GSAN."""

__version__ = "0.1.0"
