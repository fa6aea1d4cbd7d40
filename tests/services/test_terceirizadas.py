"""What is not done here but in GSAN: giving an RA to a contractor, with the export of its OS (spec 20 §5.7)."""

from typing import Any

import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.selecao_tramite import Escolhido
from gsan_desk.domain.tramitacao import TramitarRA
from gsan_desk.domain.tramite_conjunto import InformarTramite
from gsan_desk.services.tramite.tramitar import abrir, tramitar
from gsan_desk.services.tramite_conjunto.avaliacao import informar
from tests.support.cenario import IDS

AP = "atendimentopublico"


def test_what_would_go_to_a_contractor_is_left_to_gsan_one_or_many(mesa: Banco, ctx: Contexto, base: Any) -> None:
    """Only the export of the OS is missing: a centralizadora, one pending OS, outsourced."""
    for unidade, tipo in ((IDS.unidade_operacional, "C"), (IDS.unidade_esgoto, "T")):
        base.execute(
            "INSERT INTO cadastro.unidade_tipo (untp_id, untp_dsunidadetipo, untp_icuso, untp_cdtipo)"
            " VALUES (%s, %s, 1, %s)",
            (900 + unidade, f"TIPO {tipo}", tipo),
        )
        base.execute(
            "UPDATE cadastro.unidade_organizacional SET untp_id = %s WHERE unid_id = %s", (900 + unidade, unidade)
        )
    base.execute(f"UPDATE {AP}.servico_tipo SET svtp_icterceirizado = 1")
    base.execute(f"UPDATE {AP}.ordem_servico SET orse_cdsituacao = 1 WHERE orse_id = %s", (IDS.ordem_servico,))
    no_gsan = "Trâmite para terceirizada deve ser feito no GSAN (exportação de OS)."
    pedido = TramitarRA(
        IDS.ra_com_os, mesa.executar(abrir, ctx, IDS.ra_com_os).versao, unidade_destino_id=IDS.unidade_esgoto
    )
    with pytest.raises(RegraViolada) as erro:
        mesa.executar(tramitar, ctx, pedido)
    assert [(v.mensagem, v.campo) for v in erro.value.violacoes] == [(no_gsan, "tramite.unidade_destino_id")]
    muitos = InformarTramite((Escolhido(IDS.ra_com_os, pedido.versao),), IDS.unidade_esgoto)
    informado = mesa.executar(informar, ctx, muitos)
    assert (informado.aceitos, [n.mensagem for n in informado.negados]) == ((), [no_gsan])
    depois = base.execute(f"SELECT unid_idatual FROM {AP}.registro_atendimento WHERE rgat_id = %s", (IDS.ra_com_os,))
    assert depois.fetchone() == {"unid_idatual": IDS.unidade_operacional}
