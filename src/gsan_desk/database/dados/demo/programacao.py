"""Programme of supply and maintenance around today [UC0440]."""

from datetime import date, time, timedelta
from random import Random

from gsan_desk.database.dados.demo.cidade import LOCALIDADES
from gsan_desk.database.dados.linhas import Linha, Parte
from gsan_desk.domain.prazo import somar_meses

_SERVICOS = (
    "TROCA DE REGISTRO DA ADUTORA",
    "LIMPEZA DO RESERVATORIO",
    "INTERLIGACAO DE REDE NOVA",
    "MANUTENCAO ELETRICA DA ELEVATORIA",
)


def montar(rng: Random, hoje: date) -> list[Parte]:
    """Supply every distrito but the last, this month and the two beside it; a service a day from last week on."""
    abastecimento: list[Linha] = []
    for atras in (-1, 0, 1):
        inicio = somar_meses(hoje.replace(day=1), atras)
        for distrito in range(1, len(LOCALIDADES)):
            abastecimento.append(
                {
                    "abpr_id": len(abastecimento) + 1,
                    "abpr_amreferencia": inicio.year * 100 + inicio.month,
                    "abpr_dtabastecimentoinicio": inicio,
                    "abpr_dtabastecimentofim": somar_meses(inicio, 1) - timedelta(days=1),
                    "abpr_hrabastecimentoinicio": time(0),
                    "abpr_hrabastecimentofim": time(23, 59),
                    "diop_id": distrito,
                }
            )
    manutencao: list[Linha] = []
    for ordem in range(1, 15):
        dia = hoje + timedelta(days=ordem - 7)
        manutencao.append(
            {
                "mnpr_id": ordem,
                "mnpr_amreferencia": dia.year * 100 + dia.month,
                "mnpr_dtmanutencaoinicio": dia,
                "mnpr_dtmanutencaofim": dia,
                "mnpr_hrmanutencaoinicio": time(8),
                "mnpr_hrmanutencaofim": time(rng.randrange(12, 20)),
                "mnpr_dsmanutencao": rng.choice(_SERVICOS),
                "mnpr_cdsituacao": 1,
                "diop_id": rng.randrange(1, len(LOCALIDADES) + 1),
            }
        )
    return [("operacional.abastecimento_progr", abastecimento), ("operacional.manutencao_programacao", manutencao)]
