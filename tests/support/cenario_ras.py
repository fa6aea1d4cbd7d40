"""RAs of the small town."""

from datetime import datetime, timedelta
from typing import Any

from gsan_desk.database.dados.linhas import Linha
from tests.support.cenario_ids import IDS, Parte, colunas, protocolo

JPG_MINIMO = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300" + "01" * 64 + "ffc0000b080001000101011100"
    "ffc40014000100000000000000000000000000000009ffc40014100100000000000000000000000000000000ffda0008010100003f00"
    "54dfffd9"
)


def ras(agora: datetime) -> Parte:
    dia = timedelta(days=1)
    no_centro = {"loca_id": 1, "stcm_id": 1, "qdra_id": 1, "lgbr_id": 1, "lgcp_id": 1, "rgat_nnimovel": "100"}
    no_norte = {"loca_id": 2, "lgbr_id": 4, "lgcp_id": 3, "rgat_nnimovel": "S/N"}

    def encerrado(ha: timedelta, motivo: int = IDS.motivo_concluido) -> dict[str, Any]:
        return {"rgat_cdsituacao": 2, "amen_id": motivo, "rgat_tmencerramento": agora - ha}

    proprios: dict[int, tuple[int, timedelta, int, dict[str, Any]]] = {
        IDS.ra_pendente_imovel: (IDS.espec_matricula, 6 * dia, -1, no_centro | {"imov_id": IDS.imovel_com_ra_pendente}),
        IDS.ra_pendente_endereco: (IDS.espec_simples, 2 * dia, 3, no_centro),
        IDS.ra_encerrado: (
            IDS.espec_simples,
            12 * dia,
            -4,
            no_centro
            | encerrado(3 * dia)
            | {"imov_id": IDS.imovel_normal, "rgat_dsparecerencerramento": "SERVIÇO FEITO"},
        ),
        IDS.ra_falta_agua_generalizada: (IDS.espec_falta_agua_generalizada, dia / 4, 1, no_centro | {"brar_id": 1}),
        IDS.ra_falta_agua_imovel: (
            IDS.espec_falta_agua_imovel,
            dia / 3,
            1,
            no_centro | {"brar_id": 2, "imov_id": IDS.imovel_sem_hidrometro},
        ),
        IDS.ra_reiterado: (
            IDS.espec_pavimento_rua,
            9 * dia,
            -2,
            no_norte | {"rgat_qtreiteracoes": 1, "rgat_tmultimareiteracao": agora - dia, "prua_id": 2},
        ),
        IDS.ra_duplicado: (
            IDS.espec_simples,
            dia,
            4,
            no_centro | encerrado(dia / 2, IDS.motivo_duplicidade) | {"rgat_idduplicidade": IDS.ra_pendente_endereco},
        ),
        IDS.ra_reativado_anterior: (IDS.espec_os_opcional, 20 * dia, -15, no_centro | encerrado(14 * dia)),
        IDS.ra_reativado: (
            IDS.espec_os_opcional,
            4 * dia,
            1,
            no_centro | {"rgat_idreativacao": IDS.ra_reativado_anterior, "rmrv_id": IDS.motivo_reativacao},
        ),
        IDS.ra_bloqueado: (
            IDS.espec_simples,
            dia,
            4,
            {"rgat_cdsituacao": 3, "rgat_dslocalocorrencia": "ESTRADA DE TERRA DEPOIS DA PONTE, CASA AZUL"},
        ),
        IDS.ra_urgente: (IDS.espec_urgente, dia / 2, 2, no_norte),
        IDS.ra_com_os: (IDS.espec_os_automatica, 3 * dia, 2, no_centro | {"imov_id": IDS.imovel_normal}),
        IDS.ra_da_loja: (
            IDS.espec_cliente,
            8 * dia,
            -1,
            no_centro
            | {"unid_idatual": IDS.unidade_loja, "rgat_icatendimentoonline": 2}
            | {"rgat_idmanual": IDS.numero_manual_usado},
        ),
        IDS.ra_encerrado_endereco: (IDS.espec_simples, 15 * dia, -10, no_norte | encerrado(10 * dia)),
        IDS.ra_encerrado_antigo: (
            IDS.espec_simples,
            200 * dia,
            -190,
            no_centro | encerrado(190 * dia) | {"imov_id": IDS.imovel_normal},
        ),
    }
    ras: list[dict[str, Any]] = [
        {
            "rgat_id": id_,
            "step_id": espec,
            "meso_id": IDS.meio_balcao,
            "rgat_cdsituacao": 1,
            "rgat_icatendimentoonline": 1,
            "rgat_tmregistroatendimento": agora - ha,
            "rgat_dtprevistaoriginal": (agora + prazo * dia).date(),
            "rgat_dtprevistaatual": (agora + prazo * dia).date(),
            "rgat_dsobservacao": "AGUARDANDO PROVIDÊNCIA",
            "unid_idatual": IDS.unidade_operacional,
            "rgat_tmultimaalteracao": agora - ha,
        }
        | outros
        for id_, (espec, ha, prazo, outros) in proprios.items()
    ]
    return [("atendimentopublico.registro_atendimento", list(ras)), *_pendurados(ras, agora)]


def _pendurados(ras: list[dict[str, Any]], agora: datetime) -> Parte:
    """What hangs on each RA: who opened and closed it, who asked, how it got where it is."""
    unidades: list[Linha] = []
    solicitantes: list[Linha] = []
    tramites: list[Linha] = []
    for ra in ras:
        id_ = ra["rgat_id"]
        autor = {"rgat_id": id_, "unid_id": IDS.unidade_loja, "usur_id": IDS.usuario_atendente}
        unidades.append(autor | {"raun_id": id_, "attp_id": 1})
        if ra["rgat_cdsituacao"] == 2:
            unidades.append(autor | {"raun_id": id_ + 1000, "attp_id": 3, "unid_id": IDS.unidade_operacional})
        solicitantes.append(_solicitante(id_, agora.year))
        tramites.append(
            {
                "tram_id": id_,
                "rgat_id": id_,
                "tram_tmtramite": ra["rgat_tmregistroatendimento"],
                "unid_idorigem": IDS.unidade_loja,
                "unid_iddestino": ra["unid_idatual"],
                "usur_idregistro": IDS.usuario_atendente,
                "usur_idresponsavel": IDS.usuario_atendente,
                "tram_dsparecertramite": "TRAMITE GERADO PELO SISTEMA NA ABERTURA DO REGISTRO DE ATENDIMENTO",
            }
        )
    return [
        ("atendimentopublico.ra_unidade", unidades),
        ("atendimentopublico.ra_solicitante", solicitantes),
        (
            "atendimentopublico.solicitante_fone",
            colunas(
                "sofo_id raso_id sofo_cdddd sofo_nnfone fnet_id sofo_icfonepadrao",
                (1, IDS.ra_pendente_endereco, 81, "988887777", 3, 1),
                (2, IDS.ra_pendente_endereco, 81, "34215555", 1, 2),
            ),
        ),
        ("atendimentopublico.tramite", tramites),
        *_anexos_e_ordens(agora),
    ]


def _solicitante(ra: int, ano: int) -> Linha:
    comum: dict[str, Any] = {
        "raso_id": ra,
        "rgat_id": ra,
        "raso_icsolicitanteprincipal": 1,
        "raso_nnprotocoloatendimento": protocolo(ra, ano),
    }
    if ra == IDS.ra_pendente_endereco:
        endereco = {"lgbr_id": 1, "lgcp_id": 1, "raso_nnimovel": "88"}
        return comum | {"raso_nmsolicitante": "JOAQUIM PEREIRA"} | endereco
    if ra == IDS.ra_com_os:
        return comum | {"unid_id": IDS.unidade_operacional, "func_id": IDS.funcionario_operacional}
    return comum | {"clie_id": IDS.cliente_cpf}


def _anexos_e_ordens(agora: datetime) -> Parte:
    return [
        (
            "atendimentopublico.ra_reiteracao",
            colunas(
                "rart_id rgat_id rart_nnprotocoloatendimento clie_id rart_dsobservacao rart_tmultimaalteracao",
                (1, IDS.ra_reiterado, protocolo(8001, agora.year), 1, "LIGOU DE NOVO", agora - timedelta(days=1)),
            ),
        ),
        (
            "atendimentopublico.ra_reiteracao_fone",
            colunas(
                "rtfo_id rart_id fnet_id rtfo_cdddd rtfo_nnfone rtfo_icfonepadrao", (1, 1, 3, "81", "987654321", 1)
            ),
        ),
        (
            "atendimentopublico.ra_anexo",
            colunas(
                "raan_id rgat_id raan_imdocumento raan_nmextensaodocumento raan_dsdocumento",
                (1, IDS.ra_encerrado, JPG_MINIMO, "jpg", "FOTO DO LOCAL"),
            ),
        ),
        (
            "atendimentopublico.visualizacao_ra_urgencia",
            colunas("vrau_id rgat_id usur_id", (1, IDS.ra_urgente, IDS.usuario_atendente2)),
        ),
        (
            "atendimentopublico.ordem_servico",
            colunas(
                "orse_id rgat_id svtp_id orse_cdsituacao orse_tmgeracao stpr_idoriginal stpr_idatual"
                " orse_icprogramada unid_idatual imov_id",
                (
                    IDS.ordem_servico,
                    IDS.ra_com_os,
                    IDS.servico_vazamento,
                    1,
                    agora - timedelta(days=3),
                    2,
                    2,
                    2,
                    IDS.unidade_operacional,
                    IDS.imovel_normal,
                ),
            ),
        ),
        (
            "atendimentopublico.ordem_servico_unidade",
            colunas(
                "osun_id unid_id orse_id usur_id attp_id",
                (1, IDS.unidade_loja, IDS.ordem_servico, IDS.usuario_atendente, 1),
            ),
        ),
    ]
