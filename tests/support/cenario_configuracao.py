"""Especificações of the small town, one for each flag, and where their RAs go."""

from typing import Any

from gsan_desk.database.dados.linhas import Linha
from tests.support.cenario_ids import IDS, Parte, colunas


def configuracao() -> Parte:
    def espec(id_: int, nome: str, **indicadores: Any) -> Linha:
        fixo = {"step_id": id_, "sotp_id": IDS.tipo_comum, "step_dssolcttipoespec": nome, "step_icuso": 1}
        return fixo | {"step_nndiaprazo": 5, "step_icmatricula": 2, "step_iccliente": 2} | indicadores

    imovel = {"step_icmatricula": 1}
    especificacoes = [
        espec(IDS.espec_simples, "SIMPLES"),
        espec(IDS.espec_matricula, "COM MATRÍCULA", **imovel),
        espec(IDS.espec_pavimento_rua, "PAVIMENTO DA RUA", step_icpavimentorua=1),
        espec(IDS.espec_pavimento_calcada, "PAVIMENTO DA CALÇADA", step_icpavimentocalcada=1),
        espec(IDS.espec_cliente, "CLIENTE OBRIGATÓRIO", step_iccliente=1),
        espec(IDS.espec_sem_solicitante, "SEM SOLICITANTE", step_icsolicitante=2),
        espec(IDS.espec_verificar_debito, "SEM DÉBITO", step_icverificardebito=1, **imovel),
        espec(IDS.espec_situacao_imovel, "ÁGUA LIGADA", esim_id=2, **imovel),
        espec(IDS.espec_alterar_vencimento, "NOVO VENCIMENTO", step_icalterarvencimento=1, **imovel),
        espec(IDS.espec_documento, "COM DOCUMENTO", step_icdocumentoobrigatorio=1),
        espec(
            IDS.espec_documento_responsavel,
            "DOCUMENTO DO RESPONSÁVEL",
            step_icdocumentoobrigatorio=1,
            step_icvaldocresponsavel=1,
        ),
        espec(IDS.espec_com_unidade, "COM UNIDADE", unid_id=IDS.unidade_operacional_centralizada),
        espec(IDS.espec_os_automatica, "COM OS", svtp_id=IDS.servico_vazamento),
        espec(IDS.espec_os_opcional, "OS OPCIONAL", step_icgeracaoordemservico=1),
        espec(IDS.espec_encerramento_automatico, "NASCE ENCERRADA", step_icencerramentoautomatico=1),
        espec(IDS.espec_urgente, "URGENTE", step_icurgencia=1),
        espec(IDS.espec_contas, "COM CONTAS", step_icinformarcontara=1, **imovel),
        espec(IDS.espec_pagamento_duplicidade, "PAGAMENTO EM DOBRO", step_icinformarpgtoduplicidade=1, **imovel),
        espec(IDS.espec_com_pop, "COM POP"),
        espec(IDS.espec_inativa, "INATIVA", step_icuso=2),
        espec(IDS.espec_documento_por_meio, "DOCUMENTO NO BALCÃO", step_icdocumentoobrigatorio=1),
        espec(IDS.espec_sem_prazo, "SEM PRAZO", step_nndiaprazo=None),
        espec(IDS.espec_servico_por_pavimento, "SERVIÇO POR PAVIMENTO"),
        espec(IDS.espec_por_localidade, "UNIDADE PELA LOCALIDADE"),
        espec(IDS.espec_por_cobranca, "UNIDADE PELA COBRANÇA", **imovel),
        espec(IDS.espec_situacao_poco, "POÇO COM HIDRÔMETRO", esim_id=5, **imovel),
    ]
    return [
        (
            "atendimentopublico.solicitacao_tipo",
            colunas(
                "sotp_id sotp_dssolicitacaotipo sotg_id sotp_icuso",
                (IDS.tipo_comum, "CASOS DE TESTE", IDS.grupo_comercial, 1),
                (IDS.tipo_inativo, "TIPO INATIVO", IDS.grupo_comercial, 2),
            ),
        ),
        ("atendimentopublico.solicitacao_tipo_espec", especificacoes),
        (
            "atendimentopublico.sol_tipo_espec_arqui_pop",
            colunas(
                "stea_id step_id stea_nmarquivopop stea_arquivopop",
                (1, IDS.espec_com_pop, "procedimento.pdf", b"%PDF-1.4\n%%EOF\n"),
            ),
        ),
        (
            "atendimentopublico.sol_espec_doc_obrig_meio",
            colunas("step_id meso_id", (IDS.espec_documento_por_meio, IDS.meio_balcao)),
        ),
        (
            "atendimentopublico.espec_pavi_servico_tipo",
            colunas(
                "epst_id step_id looc_id pcal_id prua_id svtp_id",
                (9001, IDS.espec_servico_por_pavimento, IDS.local_rua, 2, 2, IDS.servico_pavimento),
            ),
        ),
        (
            "atendimentopublico.local_espec_unidade",
            colunas(
                "loca_id step_id unid_id", (IDS.localidade_norte, IDS.espec_por_localidade, IDS.unidade_operacional)
            ),
        ),
        (
            "atendimentopublico.localid_solic_tipo_grupo",
            colunas(
                "loca_id sotg_id unid_id",
                (IDS.localidade_centro, IDS.grupo_comercial, IDS.unidade_operacional),
                (IDS.localidade_norte, IDS.grupo_esgoto, IDS.unidade_esgoto),
            ),
        ),
        (
            "atendimentopublico.espec_unid_cobr",
            colunas("step_id cbst_id unid_id", (IDS.espec_por_cobranca, IDS.cobranca_situacao, IDS.unidade_cobranca)),
        ),
    ]
