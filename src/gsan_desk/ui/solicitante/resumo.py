"""The RA that somebody is attached to, in a panel that folds (spec 10 §10, upper part)."""

from PySide6.QtWidgets import QWidget

from gsan_desk.services.ra_consultar import RAConsulta, SolicitanteDoRA
from gsan_desk.ui.consulta.dobravel import Dobravel
from gsan_desk.ui.consultas_do_ra.pagina import Cabecalho, codigo_e_nome
from gsan_desk.ui.tables.column import texto_de

POR_LINHA = 5


class ResumoDobravel(Dobravel):
    """Read-only facts of an RA; folded, its line says what it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.fatos = Cabecalho(POR_LINHA)
        super().__init__("Registro de Atendimento", self.fatos, aberta=True, parent=parent)

    def mostrar(self, ra: RAConsulta, solicitantes: tuple[SolicitanteDoRA, ...]) -> None:
        """Show an RA and how many asked for it."""
        gerais, local, principal = ra.gerais, ra.local, ra.solicitante
        lugar = (codigo_e_nome(local.localidade_id, local.localidade), local.setor_comercial, local.quadra)
        self.fatos.mostrar(
            [
                ("Número", str(ra.numero)),
                ("Tipo Solicitação", gerais.tipo),
                ("Especificação", gerais.especificacao),
                ("Data/Hora do Atendimento", texto_de(gerais.data_atendimento)),
                ("Data Prevista", texto_de(gerais.data_prevista)),
                ("Meio Solicitação", gerais.meio),
                ("Unidade Atendimento", gerais.unidade_atendimento),
                ("Unidade Atual", gerais.unidade_atual),
                ("Solicitante Principal", principal.quem if principal is not None else ""),
                ("Já solicitaram", str(len(solicitantes))),
                ("Endereço da Ocorrência", local.endereco or local.descricao),
                ("Referência", local.ponto_referencia),
                ("Bairro", local.bairro),
                ("Área", local.area),
                ("Local/Setor/Quadra", " / ".join(str(parte) for parte in lugar if parte)),
            ]
        )
        self.resumir(f"RA {ra.numero}, {gerais.especificacao}, {local.endereco or local.descricao}")
