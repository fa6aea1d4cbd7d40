"""The satisfaction e-mail, queued by the event of a closing, in the transaction that deals with it [UC1181]."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.domain.email import ModeloEmail, preencher

_DEVIDAS = text("""
    SELECT r.rgat_id AS ra, s.raso_id AS solicitante, trim(s.raso_dsemail) AS endereco,
        s.raso_nnprotocoloatendimento AS protocolo, r.rgat_tmencerramento AS encerramento,
        p.step_dssolcttipoespec AS especificacao, m.assunto, m.texto,
        coalesce(nullif(trim(g.parm_nmabreviadoempresa), ''), g.parm_nmempresa, '') AS empresa
    FROM gsan_desk.ra_encerrado e
    JOIN atendimentopublico.registro_atendimento r ON r.rgat_id = e.rgat_id
    JOIN atendimentopublico.solicitacao_tipo_espec p ON p.step_id = r.step_id
    JOIN atendimentopublico.servico_tipo t ON t.svtp_id = p.svtp_id
    JOIN atendimentopublico.ra_solicitante s ON s.rgat_id = r.rgat_id
    CROSS JOIN gsan_desk.email_ajustes a CROSS JOIN gsan_desk.email_modelo m CROSS JOIN cadastro.sistema_parametros g
    WHERE e.rgat_id = ANY (CAST(:ras AS integer[])) AND e.nosso AND a.servidor <> ''
        AND r.rgat_cdsituacao = 2 AND r.amen_id = 2 AND t.svtp_icenvioemailpesquisa = 1
        AND s.raso_icenvioemailpesquisa = 1 AND trim(coalesce(s.raso_dsemail, '')) <> ''
        AND r.rgat_tmencerramento >= (
            SELECT iniciada_em AT TIME ZONE current_setting('TimeZone') FROM gsan_desk.sms_posse)
""")
_ENFILEIRAR = text("""
    INSERT INTO gsan_desk.email_mensagem (rgat_id, raso_id, endereco, assunto, texto, expira_em, chave)
    SELECT v.ra, v.solicitante, v.endereco, v.assunto, v.texto, now() + make_interval(hours => a.expira_horas),
        'RA:' || CAST(v.ra AS text) || ':3:' || CAST(v.solicitante AS text)
    FROM unnest(CAST(:ras AS integer[]), CAST(:solicitantes AS integer[]), CAST(:enderecos AS text[]),
        CAST(:assuntos AS text[]), CAST(:textos AS text[])) AS v (ra, solicitante, endereco, assunto, texto)
    CROSS JOIN gsan_desk.email_ajustes a
    ON CONFLICT (chave) DO NOTHING
""")


def enfileirar(session: Session, encerrados: Sequence[int]) -> frozenset[tuple[int, int]]:
    """Queue the e-mails of these closings, none twice; give RA and solicitante of each that is due one.

    Closings by the web system are left out: GSAN sends theirs itself.
    """
    devidas = session.execute(_DEVIDAS, {"ras": list(encerrados)}).mappings().all()
    if not devidas:
        return frozenset()
    escritas = [
        preencher(
            ModeloEmail(d["assunto"], d["texto"]),
            {
                "empresa": d["empresa"].strip(),
                "protocolo": d["protocolo"] or "",
                "ra": str(d["ra"]),
                "especificacao": d["especificacao"].strip(),
                "data": f"{d['encerramento']:%d/%m/%Y}",
            },
        )
        for d in devidas
    ]
    session.execute(
        _ENFILEIRAR,
        {
            "ras": [d["ra"] for d in devidas],
            "solicitantes": [d["solicitante"] for d in devidas],
            "enderecos": [d["endereco"] for d in devidas],
            "assuntos": [e.assunto for e in escritas],
            "textos": [e.texto for e in escritas],
        },
    )
    return frozenset((d["ra"], d["solicitante"]) for d in devidas)
