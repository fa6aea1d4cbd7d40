"""What a report says, as plain text whatever it holds."""

from gsan_desk.services.progis.relatos import Relato
from gsan_desk.ui.progis import textos
from gsan_desk.ui.sms.cartao import Cartao
from gsan_desk.ui.tables.column import texto_de

TITULO = "Relato do cidadão"
_NOMES = (
    "Situação",
    "Recebido em",
    "Problema",
    "Descrição",
    "Endereço",
    "Referência",
    "Bairro",
    "Coordenadas",
    "Telefone",
    "Nome",
    "Resposta",
    "Limite",
)


class FichaDoRelato(Cartao):
    """The data of one report."""

    def __init__(self) -> None:
        super().__init__(TITULO, _NOMES)

    def mostrar_relato(self, relato: Relato) -> None:
        """Show a report."""
        enviado = f" (enviado {relato.enviado_em:%d/%m/%Y %H:%M})" if relato.enviado_em is not None else ""
        self.mostrar(
            {
                "Situação": textos.decidido(relato) or relato.situacao.nome,
                "Recebido em": texto_de(relato.recebido_em) + enviado,
                "Problema": relato.problema.nome,
                "Descrição": relato.descricao,
                "Endereço": relato.endereco,
                "Referência": relato.ponto_referencia,
                "Bairro": ", ".join(p for p in (relato.bairro, relato.municipio) if p),
                "Coordenadas": textos.coordenadas(relato),
                "Telefone": textos.telefone(relato),
                "Nome": relato.nome,
                "Resposta": textos.resposta(relato),
                "Limite": textos.excedente(relato),
            }
        )
