"""Rights over RAs and what hangs on them.

The RA of the trials is of ``unidade_operacional``, where ``atendente2`` is.
"""

from tests.database.direitos.declaracao import BALCAO, MANTEM, NINGUEM, PESSOAS, Direito, Quem, direito
from tests.support.cenario import IDS

AP = "atendimentopublico"
RA = IDS.ra_pendente_imovel
PESSOA, FONE, ANEXO, OS, REITERACAO = 7001, 7002, 7003, 7004, 7005
AO_LADO = f"""
INSERT INTO {AP}.ra_solicitante (raso_id, rgat_id, raso_nmsolicitante, raso_icsolicitanteprincipal,
    raso_icenvioemailpesquisa) VALUES ({PESSOA}, %(ra)s, 'VIZINHA', 2, 2);
INSERT INTO {AP}.solicitante_fone (sofo_id, raso_id, sofo_cdddd, sofo_nnfone, fnet_id, sofo_icfonepadrao)
VALUES ({FONE}, {PESSOA}, 81, '34210001', 1, 1);
INSERT INTO {AP}.ra_anexo (raan_id, rgat_id, raan_imdocumento, raan_nmextensaodocumento)
VALUES ({ANEXO}, %(ra)s, '\\x00', 'pdf');
INSERT INTO {AP}.ra_conta (rgat_id, cnta_id) VALUES (%(ra)s, {IDS.conta_vencida});
INSERT INTO {AP}.ra_pagto_duplicidade (rgat_id, pgmt_id, cnta_id, rapd_amreferenciaconta, imov_id)
VALUES (%(ra)s, {IDS.pagamento_duplicado}, {IDS.conta_duplicada}, 202601, {IDS.imovel_pagamento_duplicado});
INSERT INTO {AP}.ra_reiteracao (rart_id, rgat_id, rart_nnprotocoloatendimento) VALUES ({REITERACAO}, %(ra)s, '1');
INSERT INTO {AP}.ordem_servico
SELECT (jsonb_populate_record(o, jsonb_build_object('orse_id', {OS}, 'rgat_id', %(ra)s))).*
FROM {AP}.ordem_servico o WHERE orse_id = {IDS.ordem_servico}
"""
"""What the RA of a trial has beside it."""
DE_QUEM_MANTEM = {
    "Atualizar: a coluna do RA": f"UPDATE {AP}.registro_atendimento SET rgat_dsobservacao = 'X' WHERE rgat_id = %(ra)s",
    "Atualizar: a unidade": f"UPDATE {AP}.ra_unidade SET unid_id = 16 WHERE rgat_id = %(ra)s AND attp_id = 1",
    "Atualizar: quem encerra sozinho": f"INSERT INTO {AP}.ra_unidade (raun_id, rgat_id, unid_id, usur_id, attp_id)"
    f" VALUES (nextval('{AP}.seq_ra_unidade'), %(ra)s, 15, gsan_desk.operador_id(), 3)",
    "Atualizar: o principal": f"INSERT INTO {AP}.ra_solicitante (raso_id, rgat_id, raso_nmsolicitante,"
    " raso_icsolicitanteprincipal, raso_icenvioemailpesquisa)"
    f" VALUES (nextval('{AP}.seq_ra_solicitante'), %(ra)s, 'OUTRA', 1, 2)",
    "Atualizar Solicitante": f"UPDATE {AP}.ra_solicitante SET raso_nmsolicitante = 'X' WHERE raso_id = {PESSOA}",
    "Atualizar Solicitante: fone novo": f"INSERT INTO {AP}.solicitante_fone (sofo_id, raso_id, sofo_cdddd, sofo_nnfone,"
    f" fnet_id, sofo_icfonepadrao) VALUES (nextval('{AP}.seq_solicitante_fone'), {PESSOA}, 81, '34210002', 1, 2)",
    "Atualizar Solicitante: fone": f"UPDATE {AP}.solicitante_fone SET sofo_nnfone = '1' WHERE sofo_id = {FONE}",
    "Atualizar Solicitante: fone a menos": f"DELETE FROM {AP}.solicitante_fone WHERE sofo_id = {FONE}",
    "Atualizar: solicitante a menos": f"DELETE FROM {AP}.ra_solicitante WHERE rgat_id = %(ra)s AND raso_id <> {PESSOA}",
    "Atualizar: anexo": f"INSERT INTO {AP}.ra_anexo (raan_id, rgat_id, raan_imdocumento, raan_nmextensaodocumento)"
    f" VALUES (nextval('{AP}.seq_ra_anexo'), %(ra)s, '\\x00', 'pdf')",
    "Atualizar: observação do anexo": f"UPDATE {AP}.ra_anexo SET raan_dsdocumento = 'X' WHERE raan_id = {ANEXO}",
    "Atualizar: anexo a menos": f"DELETE FROM {AP}.ra_anexo WHERE raan_id = {ANEXO}",
    "Atualizar: conta": f"INSERT INTO {AP}.ra_conta (rgat_id, cnta_id) VALUES (%(ra)s, {IDS.conta_normal})",
    "Atualizar: conta a menos": f"DELETE FROM {AP}.ra_conta WHERE rgat_id = %(ra)s",
    "Atualizar: pagamento": f"INSERT INTO {AP}.ra_pagto_duplicidade (rgat_id, pgmt_id, cnta_id,"
    f" rapd_amreferenciaconta, imov_id) VALUES (%(ra)s, 99, {IDS.conta_duplicada}, 202601, 1006)",
    "Atualizar: pagamento a menos": f"DELETE FROM {AP}.ra_pagto_duplicidade WHERE rgat_id = %(ra)s",
    "Atualizar: imóvel da OS": f"UPDATE {AP}.ordem_servico SET imov_id = 1001 WHERE orse_id = {OS}",
    "Gerar OS": f"INSERT INTO {AP}.ordem_servico SELECT (jsonb_populate_record(o, jsonb_build_object('orse_id',"
    f" nextval('{AP}.seq_ordem_servico')))).* FROM {AP}.ordem_servico o WHERE orse_id = {OS}",
    "Gerar OS: quem gerou": f"INSERT INTO {AP}.ordem_servico_unidade (osun_id, unid_id, orse_id, usur_id, attp_id)"
    f" VALUES (nextval('{AP}.seq_ordem_servico_unidade'), 13, {OS}, gsan_desk.operador_id(), 1)",
    "Reiterar": f"INSERT INTO {AP}.ra_reiteracao (rart_id, rgat_id, rart_nnprotocoloatendimento)"
    f" VALUES (nextval('{AP}.seq_ra_reiteracao'), %(ra)s, '2')",
    "Reiterar: a conta das reiterações": f"UPDATE {AP}.registro_atendimento SET rgat_qtreiteracoes = 1,"
    " rgat_tmultimareiteracao = localtimestamp WHERE rgat_id = %(ra)s",
    "Reiterar: aviso de urgência": f"INSERT INTO {AP}.visualizacao_ra_urgencia (vrau_id, rgat_id, usur_id,"
    f" vrau_icreiteracao) VALUES (nextval('{AP}.seq_visualizacao_ra_urgencia'), %(ra)s, 101, 1)",
}
DE_NINGUEM = {
    "assinar por outro": f"INSERT INTO {AP}.ra_unidade (raun_id, rgat_id, unid_id, usur_id, attp_id)"
    f" VALUES (nextval('{AP}.seq_ra_unidade'), %(ra)s, 15, {IDS.usuario_sms}, 1)",
    "mudar quem encerrou": f"UPDATE {AP}.ra_unidade SET attp_id = 3 WHERE rgat_id = %(ra)s",
    "tirar um pagamento devolvido": f"DELETE FROM {AP}.ra_pagto_duplicidade WHERE rapd_icpagtodevolvido = 1",
    "trocar o arquivo": f"UPDATE {AP}.ra_anexo SET raan_imdocumento = '\\x01' WHERE raan_id = {ANEXO}",
    "trocar o protocolo": f"UPDATE {AP}.ra_solicitante SET raso_nnprotocoloatendimento = '9' WHERE raso_id = {PESSOA}",
    "levar o solicitante a outro RA": f"UPDATE {AP}.ra_solicitante SET rgat_id = 9013 WHERE raso_id = {PESSOA}",
    "mudar uma reiteração": f"UPDATE {AP}.ra_reiteracao SET rart_dsobservacao = 'X' WHERE rart_id = {REITERACAO}",
    "apagar uma reiteração": f"DELETE FROM {AP}.ra_reiteracao WHERE rart_id = {REITERACAO}",
    "fone em reiteração de antes": f"INSERT INTO {AP}.ra_reiteracao_fone (rtfo_id, rart_id, fnet_id)"
    f" VALUES (nextval('{AP}.seq_ra_reiteracao_fone'), {REITERACAO}, 1)",
    "encerrar a OS": f"UPDATE {AP}.ordem_servico SET orse_cdsituacao = 2 WHERE orse_id = {OS}",
    "apagar a OS": f"DELETE FROM {AP}.ordem_servico WHERE orse_id = {OS}",
    "apagar um aviso": f"DELETE FROM {AP}.visualizacao_ra_urgencia",
    "dar por visto o de outro": f"UPDATE {AP}.visualizacao_ra_urgencia SET vrau_icvisualiza = 1"
    " WHERE usur_id <> gsan_desk.operador_id()",
    "mudar a duplicidade": f"UPDATE {AP}.registro_atendimento SET rgat_idduplicidade = 9002 WHERE rgat_id = %(ra)s",
    "mover sem trâmite": f"UPDATE {AP}.registro_atendimento SET unid_idatual = 15 WHERE rgat_id = %(ra)s",
}
_SEQ_RA = f"currval('{AP}.seq_registro_atendimento')"
_SEQ_SOLICITANTE = f"currval('{AP}.seq_ra_solicitante')"


def _novo(situacao: int = 1, motivo: str = "NULL", atraso: str = "- interval '1 second'", reativa: str = "NULL") -> str:
    return (
        f"INSERT INTO {AP}.registro_atendimento (rgat_id, step_id, imov_id, meso_id, rgat_cdsituacao,"
        " rgat_tmregistroatendimento, rgat_dtprevistaoriginal, rgat_dtprevistaatual, rgat_icatendimentoonline,"
        " amen_id, rgat_idreativacao, rmrv_id, unid_idatual)"
        f" SELECT nextval('{AP}.seq_registro_atendimento'), step_id, imov_id, meso_id, {situacao},"
        f" gsan_desk.agora_da_base() {atraso}, current_date, current_date, 1, {motivo}, {reativa},"
        f" {'NULL' if reativa == 'NULL' else 1}, {IDS.unidade_loja}"
        f" FROM {AP}.registro_atendimento WHERE rgat_id = {RA if reativa == 'NULL' else reativa}"
    )


ABRIR = _novo()
_DONO = (
    f"INSERT INTO {AP}.ra_unidade (raun_id, unid_id, rgat_id, usur_id, attp_id)"
    f" SELECT nextval('{AP}.seq_ra_unidade'), gsan_desk.operador_unidade(), {_SEQ_RA}, {{quem}}, 1"
)
_SOLICITANTE = (
    f"INSERT INTO {AP}.ra_solicitante (raso_id, rgat_id, raso_nmsolicitante, raso_icsolicitanteprincipal,"
    f" raso_icenvioemailpesquisa) VALUES (nextval('{AP}.seq_ra_solicitante'), {{ra}}, 'NOVA', {{principal}}, 2)"
)
_OS = (
    f"INSERT INTO {AP}.ordem_servico SELECT n.* FROM {AP}.ordem_servico o, LATERAL jsonb_populate_record(o,"
    f" jsonb_build_object('orse_id', nextval('{AP}.seq_ordem_servico'), 'rgat_id', {_SEQ_RA})) n WHERE o.orse_id = {OS}"
)
_DO_NOVO = {
    "anotar o solicitante": (_SOLICITANTE.format(ra=_SEQ_RA, principal=1),),
    "anotar o telefone": (
        _SOLICITANTE.format(ra=_SEQ_RA, principal=1),
        f"INSERT INTO {AP}.solicitante_fone (sofo_id, raso_id, sofo_cdddd, sofo_nnfone, fnet_id, sofo_icfonepadrao)"
        f" VALUES (nextval('{AP}.seq_solicitante_fone'), {_SEQ_SOLICITANTE}, 81, '34210009', 1, 1)",
    ),
    "juntar arquivo": (
        f"INSERT INTO {AP}.ra_anexo (raan_id, rgat_id, raan_imdocumento, raan_nmextensaodocumento)"
        f" VALUES (nextval('{AP}.seq_ra_anexo'), {_SEQ_RA}, '\\x00', 'pdf')",
    ),
    "anotar conta": (f"INSERT INTO {AP}.ra_conta (rgat_id, cnta_id) VALUES ({_SEQ_RA}, {IDS.conta_normal})",),
    "enviar à unidade destino": (
        f"INSERT INTO {AP}.tramite (tram_id, rgat_id, unid_idorigem, unid_iddestino, usur_idregistro,"
        " usur_idresponsavel, tram_tmtramite)"
        f" SELECT nextval('{AP}.seq_tramite'), {_SEQ_RA}, gsan_desk.operador_unidade(), 15, gsan_desk.operador_id(),"
        " gsan_desk.operador_id(), gsan_desk.agora_da_base()",
    ),
    "gerar a OS": (_OS,),
    "assinar a OS": (
        _OS,
        f"INSERT INTO {AP}.ordem_servico_unidade (osun_id, unid_id, orse_id, usur_id, attp_id) SELECT"
        f" nextval('{AP}.seq_ordem_servico_unidade'), 13, currval('{AP}.seq_ordem_servico'),"
        " gsan_desk.operador_id(), 1",
    ),
    "avisar da urgência": (
        f"INSERT INTO {AP}.visualizacao_ra_urgencia (vrau_id, rgat_id, usur_id)"
        f" VALUES (nextval('{AP}.seq_visualizacao_ra_urgencia'), {_SEQ_RA}, {IDS.usuario_sms})",
    ),
    "guardar a chave do formulário": (
        f"INSERT INTO gsan_desk.ra_chave (chave, rgat_id, usur_id) SELECT gen_random_uuid(), {_SEQ_RA},"
        " gsan_desk.operador_id()",
    ),
    "anotar o consentimento de SMS": (
        _SOLICITANTE.format(ra=_SEQ_RA, principal=1),
        f"INSERT INTO gsan_desk.ra_sms (rgat_id, raso_id, enviar) VALUES ({_SEQ_RA}, {_SEQ_SOLICITANTE}, true)",
    ),
    "pôr a mensagem na fila": (
        _SOLICITANTE.format(ra=_SEQ_RA, principal=1),
        "INSERT INTO gsan_desk.sms_mensagem (tipo, rgat_id, raso_id, numero_informado, texto, alfabeto, partes,"
        f" usur_id, chave) SELECT 1, {_SEQ_RA}, {_SEQ_SOLICITANTE}, '81988887777', 'X', 'S', 1,"
        " gsan_desk.operador_id(), 'direito'",
    ),
}
_REITERAR = DE_QUEM_MANTEM["Reiterar"].replace("%(ra)s", str(RA))
_TRAMITAR = (
    f"SELECT gsan_desk.tramitar(462, ARRAY[{RA}], ARRAY[{IDS.unidade_loja}], ARRAY[{IDS.usuario_atendente}],"
    " ARRAY[date_trunc('milliseconds', gsan_desk.agora_da_base())], ARRAY[''])"
)
_ENCERRAR = (
    "SELECT 1 FROM gsan_desk.encerrar(ARRAY[{ra}], ARRAY[{motivo}], ARRAY[NULL]::timestamp[], ARRAY['FEITO'],"
    " ARRAY[NULL]::integer[], ARRAY[NULL]::integer[], NULL, NULL, NULL) WHERE recusa IS NULL"
)
_DA_UNIDADE = "a unidade atual do RA é a da pessoa, ou está abaixo dela, ou a pessoa é da Central [UC0419]"


DIREITOS: tuple[Direito, ...] = (
    direito("pesquisar_ra", "ler RAs", PESSOAS, f"SELECT 1 FROM {AP}.registro_atendimento LIMIT 1"),
    direito(
        "consultar_ra",
        "ler solicitantes e telefones",
        PESSOAS,
        f"SELECT raso_nmsolicitante, clie_id FROM {AP}.ra_solicitante LIMIT 1",
    ),
    direito(
        "consultar_ra",
        "ler o histórico do RA",
        PESSOAS,
        f"SELECT gsan_desk.historico_do_ra({RA}) LIMIT 1",
        se="documentos mascarados",
    ),
    direito(
        "painel", "ler trâmites e ordens de serviço", PESSOAS, f"SELECT 1 FROM {AP}.tramite, {AP}.ordem_servico LIMIT 1"
    ),
    direito(
        "caixa_da_unidade",
        "dar um aviso de urgência por visto",
        frozenset({Quem.SUPERVISOR}),
        f"UPDATE {AP}.visualizacao_ra_urgencia SET vrau_icvisualiza = 1 WHERE vrau_id = 7100",
        se="o aviso é da própria pessoa (aqui, do supervisor)",
    ),
    direito(
        "caixa_da_unidade",
        "tornar o aviso não visto",
        NINGUEM,
        f"UPDATE {AP}.visualizacao_ra_urgencia SET vrau_icvisualiza = 2 WHERE vrau_id = 7100",
    ),
    direito("inserir_ra", "abrir um RA pendente", BALCAO, ABRIR),
    direito(
        "inserir_ra",
        "abrir um RA já encerrado",
        NINGUEM,
        _novo(2, "2"),
        se="a especificação não encerra automaticamente",
    ),
    direito("inserir_ra", "abrir um RA no futuro", NINGUEM, _novo(atraso="+ interval '1 day'")),
    direito("inserir_ra", "assinar a abertura", BALCAO, ABRIR, _DONO.format(quem="gsan_desk.operador_id()")),
    direito("inserir_ra", "assinar a abertura por outra pessoa", NINGUEM, ABRIR, _DONO.format(quem=IDS.usuario_sms)),
    *(
        direito("inserir_ra", nome, BALCAO, ABRIR, *comandos, se="na mesma transação da abertura")
        for nome, comandos in _DO_NOVO.items()
    ),
    direito(
        "inserir_ra_simplificado",
        "completar o RG do cliente",
        BALCAO,
        f"SELECT gsan_desk.completar_rg({IDS.cliente_cpf}, '1', 1, 26)",
        se="o cadastro não tem RG",
    ),
    *(
        direito("manter_ra", nome, MANTEM, comando.replace("%(ra)s", str(RA)), se=_DA_UNIDADE)
        for nome, comando in DE_QUEM_MANTEM.items()
    ),
    direito(
        "manter_ra",
        "Reiterar: telefones",
        MANTEM,
        _REITERAR,
        f"INSERT INTO {AP}.ra_reiteracao_fone (rtfo_id, rart_id, fnet_id) SELECT"
        f" nextval('{AP}.seq_ra_reiteracao_fone'), currval('{AP}.seq_ra_reiteracao'), 1",
        se="na mesma transação da reiteração",
    ),
    direito(
        "manter_ra",
        "Adicionar Solicitante",
        BALCAO,
        _SOLICITANTE.format(ra=RA, principal=2),
        se="RA não encerrado; não principal",
    ),
    direito(
        "manter_ra",
        "Adicionar Solicitante: chave do formulário",
        BALCAO,
        _SOLICITANTE.format(ra=RA, principal=2),
        f"INSERT INTO gsan_desk.solicitante_chave (chave, raso_id, usur_id) SELECT gen_random_uuid(),"
        f" {_SEQ_SOLICITANTE}, gsan_desk.operador_id()",
    ),
    direito(
        "manter_ra",
        "Adicionar Solicitante a RA encerrado",
        NINGUEM,
        _SOLICITANTE.format(ra=IDS.ra_encerrado, principal=2),
    ),
    direito(
        "manter_ra",
        "Atualizar RA encerrado",
        NINGUEM,
        f"UPDATE {AP}.registro_atendimento SET rgat_dsobservacao = 'X' WHERE rgat_id = {IDS.ra_encerrado}",
    ),
    *(
        direito("manter_ra", f"Fora das telas: {nome}", NINGUEM, comando.replace("%(ra)s", str(RA)))
        for nome, comando in DE_NINGUEM.items()
    ),
    direito("manter_ra", "Fora das telas: apagar um RA", NINGUEM, f"DELETE FROM {AP}.registro_atendimento"),
    direito("consultar_ra", "Tramitar", MANTEM, _TRAMITAR, se=_DA_UNIDADE),
    direito(
        "consultar_ra", "Encerrar", MANTEM, _ENCERRAR.format(ra=RA, motivo=IDS.motivo_nao_executado), se=_DA_UNIDADE
    ),
    direito(
        "consultar_ra",
        "Encerrar RA encerrado",
        NINGUEM,
        _ENCERRAR.format(ra=IDS.ra_encerrado, motivo=IDS.motivo_concluido),
    ),
    direito(
        "consultar_ra",
        "Encerrar escrevendo nas tabelas",
        NINGUEM,
        f"UPDATE {AP}.registro_atendimento SET rgat_cdsituacao = 2, amen_id = {IDS.motivo_concluido}"
        f" WHERE rgat_id = {RA}",
    ),
    direito("consultar_ra", "Reativar", MANTEM, _novo(reativa=str(IDS.ra_encerrado)), se=_DA_UNIDADE),
    direito("consultar_ra", "Reativar RA aberto", NINGUEM, _novo(reativa=str(IDS.ra_pendente_endereco))),
    direito(
        "consultar_ra",
        "Desfazer Duplicidade",
        MANTEM,
        f"SELECT gsan_desk.desfazer_duplicidade({IDS.ra_duplicado})",
        se=_DA_UNIDADE,
    ),
    direito("pop", "ler procedimentos", PESSOAS, f"SELECT count(*) FROM {AP}.sol_tipo_espec_arqui_pop"),
)
