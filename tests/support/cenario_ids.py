"""Ids of the rows of the small town, by constant names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gsan_desk.database.dados.linhas import Linha

Parte = list[tuple[str, list[Linha]]]


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids of the rows; the prefix tells the table."""

    # unidades: what they may do is in the name or beside it
    unidade_central: int = 1  # central de atendimento: opens, receives, maintains any RA
    unidade_regional: int = 11  # superior of all the others below
    unidade_centralizadora: int = 12
    unidade_operacional: int = 13  # receives, does not open
    unidade_operacional_centralizada: int = 14  # its RAs go to unidade_centralizadora
    unidade_loja: int = 15  # opens and receives; meio balcão
    unidade_so_abre: int = 16
    unidade_fechada: int = 17  # neither opens nor receives
    unidade_inativa: int = 18
    unidade_grandes: int = 19  # sistema_parametros.unid_idtramitegrandeconsumidor
    unidade_cobranca: int = 20
    unidade_esgoto: int = 21
    # usuários, each in the unit of UNIDADE_DE
    usuario_atendente: int = 101
    usuario_atendente2: int = 102
    usuario_supervisor: int = 103
    usuario_sms: int = 104
    usuario_admin: int = 105  # has the special permissions 34, 105 and 110
    # places
    municipio: int = 1
    municipio_inativo: int = 2
    bairro_centro: int = 1  # código 10
    bairro_norte: int = 2  # código 20
    bairro_sem_area: int = 3  # código 30
    area_centro_a: int = 1  # has a pending RA of falta de água generalizada
    area_centro_b: int = 2  # has a pending RA of falta de água no imóvel
    area_norte: int = 3  # no RA
    distrito_operacional: int = 1  # of area_centro_a
    localidade_centro: int = 1
    localidade_norte: int = 2
    localidade_inativa: int = 3
    setor_centro: int = 1  # localidade_centro, código 1
    setor_norte: int = 2  # localidade_norte, código 1
    quadra_centro: int = 1  # setor_centro, número 10, divisao_esgoto
    quadra_centro_2: int = 2  # setor_centro, número 20, divisao_esgoto
    quadra_norte: int = 3  # setor_norte, número 10, divisao_esgoto_norte
    quadra_sem_bacia: int = 4  # setor_norte, número 20
    divisao_esgoto: int = 1  # of unidade_esgoto
    divisao_esgoto_norte: int = 2  # of unidade_operacional
    logradouro_flores: int = 1  # bairro_centro
    logradouro_brasil: int = 2  # bairro_centro and bairro_norte
    logradouro_sol: int = 3  # bairro_norte
    logradouro_bairro_flores: int = 1
    logradouro_bairro_brasil_centro: int = 2
    logradouro_bairro_brasil_norte: int = 3
    logradouro_bairro_sol: int = 4
    logradouro_cep_flores: int = 1  # 50010010
    logradouro_cep_brasil: int = 2  # 50010020
    logradouro_cep_sol: int = 3  # 50020030
    # clientes
    cliente_cpf: int = 1  # CPF 52998224725, mobile phone, correspondence address; user of imovel_normal
    cliente_cnpj: int = 2  # CNPJ 11222333000181
    cliente_sem_documento: int = 3
    cliente_sem_endereco: int = 4  # CPF 11144477735, no address, no phone
    cliente_responsavel: int = 5  # CPF 39053344705
    cliente_responsavel_sem_documento: int = 6
    cliente_inativo: int = 7
    funcionario_operacional: int = 1
    funcionario_loja: int = 2
    # imóveis
    imovel_normal: int = 1001  # água ligada with hydrometer, quadra_centro, user cliente_cpf
    imovel_sem_logradouro: int = 1002
    imovel_com_debito: int = 1003  # an overdue conta
    imovel_grande_consumidor: int = 1004
    imovel_com_ra_pendente: int = 1005  # ra_pendente_imovel
    imovel_pagamento_duplicado: int = 1006  # two payments
    imovel_vencimento_recente: int = 1007  # due day changed 30 days ago
    imovel_cortado: int = 1008  # wrong situation for espec_situacao_imovel
    imovel_com_poco: int = 1009  # esgoto ligado and hydrometer in the well
    imovel_excluido: int = 1010
    imovel_em_cobranca: int = 1011  # cobranca_situacao
    imovel_sem_hidrometro: int = 1012
    imovel_com_guia: int = 1013  # an overdue guia de pagamento
    imovel_com_responsavel: int = 1014  # user cliente_sem_documento, responsável with CPF
    imovel_responsavel_sem_documento: int = 1015  # user cliente_sem_documento, responsável without CPF
    imovel_norte: int = 1016  # localidade_norte, quadra_norte
    imovel_com_contas: int = 1017  # conta_normal, conta_cancelada, conta_antiga
    imovel_sem_bacia: int = 1018  # localidade_norte, quadra_sem_bacia
    imovel_com_debito_a_cobrar: int = 1019
    imovel_em_quadra_2: int = 1020  # no RA, no client
    cobranca_situacao: int = 4
    conta_vencida: int = 1  # imovel_com_debito
    conta_normal: int = 2  # not due yet
    conta_cancelada: int = 3
    conta_antiga: int = 4  # overdue for so long that it may no longer be tied to an RA
    conta_duplicada: int = 5  # of the first duplicate payment
    conta_duplicada_historico: int = 6  # of the second, already in conta_historico
    guia_vencida: int = 1
    debito_a_cobrar: int = 1
    pagamento_duplicado: int = 1
    pagamento_duplicado_historico: int = 2
    # tipos, grupos
    grupo_agua_diagnostico: int = 6
    grupo_esgoto: int = 2
    grupo_comercial: int = 3
    tipo_comum: int = 9001
    tipo_falta_agua: int = 2
    tipo_esgoto: int = 4
    tipo_inativo: int = 9002
    tipo_uso_sistema: int = 15
    # especificações; all under tipo_comum, with only the flag of the name, unless told
    espec_simples: int = 9001  # prazo 5
    espec_matricula: int = 9002
    espec_pavimento_rua: int = 9003
    espec_pavimento_calcada: int = 9004
    espec_cliente: int = 9005
    espec_sem_solicitante: int = 9006
    espec_verificar_debito: int = 9007  # and matrícula
    espec_situacao_imovel: int = 9008  # and matrícula: água ligada, with hydrometer
    espec_alterar_vencimento: int = 9009  # and matrícula
    espec_documento: int = 9010
    espec_documento_responsavel: int = 9011  # documento obrigatório too
    espec_com_unidade: int = 9012  # unidade_operacional_centralizada
    espec_os_automatica: int = 9013  # servico_vazamento
    espec_os_opcional: int = 9014
    espec_encerramento_automatico: int = 9015
    espec_urgente: int = 9016
    espec_contas: int = 9017  # and matrícula
    espec_pagamento_duplicidade: int = 9018  # and matrícula
    espec_com_pop: int = 9019
    espec_inativa: int = 9020
    espec_documento_por_meio: int = 9021  # documento only when the meio is balcão
    espec_sem_prazo: int = 9022
    espec_servico_por_pavimento: int = 9023  # no service of its own; rua + cimentado + asfalto gives servico_pavimento
    espec_por_localidade: int = 9024  # localidade_norte -> unidade_operacional
    espec_por_cobranca: int = 9025  # cobranca_situacao -> unidade_cobranca
    espec_situacao_poco: int = 9026  # and matrícula: esgoto ligado, hydrometer in the well
    espec_falta_agua_imovel: int = 201  # tipo_falta_agua, matrícula, OS with diagnosis, urgent
    espec_falta_agua_generalizada: int = 202  # tipo_falta_agua, urgent
    espec_esgoto: int = 405  # tipo_esgoto, no flag
    servico_vazamento: int = 2002  # asks for the e-mail survey
    servico_pavimento: int = 2008
    servico_com_diagnostico: int = 2005
    servico_diagnostico: int = 2001
    meio_balcao: int = 1
    meio_interno: int = 4
    meio_telefone: int = 6
    local_rua: int = 1  # demands pavimento da rua
    local_calcada: int = 2  # demands pavimento da calçada
    local_cavalete: int = 3
    pavimento_asfalto: int = 2
    pavimento_cimentado: int = 2
    motivo_concluido: int = 2
    motivo_duplicidade: int = 101
    motivo_nao_executado: int = 102
    motivo_reativacao: int = 1
    # RAs
    ra_pendente_imovel: int = 9001  # espec_matricula, in unidade_operacional, deadline was yesterday
    ra_pendente_endereco: int = 9002  # espec_simples, Rua das Flores, no imóvel, deadline to come, named solicitante
    ra_encerrado: int = 9003  # espec_simples, imovel_normal, closed three days ago; has an attachment
    ra_falta_agua_generalizada: int = 9004  # area_centro_a
    ra_falta_agua_imovel: int = 9005  # area_centro_b, imovel_sem_hidrometro
    ra_reiterado: int = 9006  # once, yesterday; deadline two days ago
    ra_duplicado: int = 9007  # closed as a duplicate of ra_pendente_endereco
    ra_reativado_anterior: int = 9008  # closed, reactivated by ra_reativado
    ra_reativado: int = 9009
    ra_bloqueado: int = 9010
    ra_urgente: int = 9011
    ra_com_os: int = 9012
    ra_da_loja: int = 9013  # overdue, in unidade_loja, where `atendente` is
    ra_encerrado_endereco: int = 9014  # espec_simples, Travessa do Sol, no imóvel, closed ten days ago
    ra_encerrado_antigo: int = 9015  # espec_simples, imovel_normal, closed long before dias_reativacao
    ordem_servico: int = 9012
    numero_manual_usado: int = 94  # sequential 9 and its digit, on ra_da_loja
    ultimo_ra_manual: int = 1000


IDS = Ids()
UNIDADE_DE = {
    "atendente": IDS.unidade_loja,
    "atendente2": IDS.unidade_operacional,
    "supervisor": IDS.unidade_regional,
    "sms": IDS.unidade_central,
    "admin": IDS.unidade_central,
}


def colunas(nomes: str, *valores: Sequence[Any]) -> list[Linha]:
    """Rows from values under the named columns."""
    return [dict(zip(nomes.split(), linha, strict=True)) for linha in valores]


def protocolo(ra: int, ano: int) -> str:
    """Protocol of the principal solicitante of a seeded RA."""
    return f"{ano}1{ra:09d}"
