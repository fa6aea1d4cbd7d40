"""Programme of supply and maintenance around today [UC0440], and of the OS of tomorrow [UC0408 FS0012]."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from psycopg import Connection

from gsan_desk.database.dados.demo.cidade import LOCALIDADES
from gsan_desk.database.dados.linhas import Linha, Parte
from gsan_desk.domain.prazo import somar_meses

_SERVICOS = (
    "TROCA DE REGISTRO DA ADUTORA",
    "LIMPEZA DO RESERVATORIO",
    "INTERLIGACAO DE REDE NOVA",
    "MANUTENCAO ELETRICA DA ELEVATORIA",
)

_UMA_EM = 8
_ORDENS = """
CREATE TEMPORARY TABLE ordens_de_amanha ON COMMIT DROP AS
    SELECT o.orse_id, r.unid_idatual AS unid_id, dense_rank() OVER (ORDER BY r.unid_idatual) AS equipe,
        row_number() OVER (PARTITION BY r.unid_idatual ORDER BY o.orse_id) AS ordem
    FROM atendimentopublico.ordem_servico o JOIN atendimentopublico.registro_atendimento r USING (rgat_id)
    WHERE o.orse_cdsituacao = 1 AND r.rgat_cdsituacao = 1 AND o.orse_id %% %(uma_em)s = 0;
INSERT INTO atendimentopublico.equipe
    (eqpe_id, eqpe_nmequipe, eqpe_nncargatrabalhodia, eqpe_tmultimaalteracao, unid_id, sptp_id, eqpe_icuso)
SELECT DISTINCT equipe, 'EQUIPE ' || equipe::text, 480, %(agora)s, unid_id, 1, 1 FROM ordens_de_amanha;
INSERT INTO atendimentopublico.programacao_roteiro (pgrt_id, pgrt_tmroteiro, pgrt_tmultimaalteracao, unid_id)
SELECT DISTINCT equipe, %(amanha)s, %(agora)s, unid_id FROM ordens_de_amanha;
INSERT INTO atendimentopublico.os_programacao
    (ospg_id, pgrt_id, orse_id, eqpe_id, usur_idprogramacao, ospg_nnseqprogramacao, ospg_icativo,
     ospg_icequipeprincipal, ospg_tmultimaalteracao)
SELECT row_number() OVER (ORDER BY orse_id), equipe, orse_id, equipe, usur_id, ordem, 1, 1, %(agora)s
FROM ordens_de_amanha, seguranca.usuario WHERE usur_nmlogin = 'supervisor';
UPDATE atendimentopublico.ordem_servico SET orse_icprogramada = 1
WHERE orse_id IN (SELECT orse_id FROM ordens_de_amanha)
"""


def programar(conexao: Connection[Any], agora: datetime) -> list[str]:
    """Put some of the pending OS on the road of tomorrow: their RAs are held until then (M43)."""
    amanha = datetime.combine(agora.date() + timedelta(days=1), time(8))
    for comando in _ORDENS.split(";"):
        conexao.execute(comando.encode(), {"uma_em": _UMA_EM, "agora": agora, "amanha": amanha})
    return [f"atendimentopublico.{tabela}" for tabela in ("equipe", "programacao_roteiro", "os_programacao")]


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
