"""The texts with which the RA answers (spec 10 §12 and the literal ones of §3, §4).

Codes ``Mnn`` are those of the list of messages; the others are local to this program.
"""

from datetime import date, datetime, time

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.rotulos import rotulo

TEXTOS = {
    "M01": "Informe {nome}.",
    "M02": "{nome} inexistente.",
    "M04": "Data do Atendimento não pode passar de {hoje}.",
    "M05": "Hora do Atendimento não pode passar de {agora}.",
    "M06": "{nome} não pode passar de {agora}.",
    "M07": "Tempo de Espera Final anterior ao Inicial.",
    "M08": "A unidade {unidade} não está autorizada a abrir RA.",
    "M09": "Número Manual precisa de número e dígito.",
    "M10": "Número Manual maior que o último emitido.",
    "M11": "Dígito do Número Manual incorreto.",
    "M12": "Número Manual já usado no RA {ra}.",
    "M13": "Já há RA pendente de {especificacao}, nº {ra}, para o imóvel {imovel}.",
    "M14": (
        "A situação do imóvel {imovel} não permite {especificacao} (água {agua}, esgoto {esgoto}, "
        "{ligacao} hidrômetro na ligação, {poco} hidrômetro no poço)."
    ),
    "M15": "O imóvel {imovel} tem débito: {especificacao} não pode ser aberta.",
    "M16": "Vencimento do imóvel alterado há menos de {meses} meses.",
    "M17": "A Divisão de Esgoto não atende a(o) {nivel}.",
    "M18": "A Unidade Destino não recebe RA.",
    "M19": "A Unidade Destino {unidade} está inativa.",
    "M20": "Identifique o local da ocorrência ou descreva-o.",
    "M21": "O imóvel não tem pagamento em duplicidade.",
    "M22": "Informe o Cliente, a Unidade Solicitante ou o Nome do Solicitante.",
    "M23": "Cliente {cliente} sem CPF/CNPJ.",
    "M24": "Cliente {cliente} sem CPF/CNPJ e imóvel sem responsável.",
    "M25": "Cliente {cliente} e responsável {responsavel} sem CPF/CNPJ.",
    "M26": "O cliente {cliente} já é solicitante do RA {ra}.",
    "M27": "A unidade {unidade} já é solicitante do RA {ra}.",
    "M28": "{nome} passa de {maximo} caracteres.",
    "M29": "Arquivo não aceito: use JPG, DOC ou PDF.",
    "M30": "Arquivo maior que 1 MB.",
    "M31": "Este RA já foi incluído com o número {ra}.",
    "M32": "Outro usuário alterou ou removeu este registro. Recarregue e refaça.",
    "M33": "Já existe trâmite deste RA nesta data e hora.",
    "M34": "Tabela {tabela} sem dados para seleção.",
    "M40": "O RA está com a unidade {unidade}; você não pode alterá-lo.",
    "M41": "O RA {ra} é duplicidade do RA {referencia}.",
    "M42": "O RA {ra} está {situacao} e não pode ser alterado.",
    "M43": "O RA {ra} tem ordem de serviço programada.",
    "M44": "O RA precisa de um solicitante.",
    "M45": "{nome} não muda: há {impedimento} no RA.",
    "M50": "RA encerrado ou bloqueado não pode ser reiterado.",
    "M51": "O prazo do RA ({data}) ainda não chegou; não cabe reiterar.",
    "M52": "O RA está com outra unidade; reiteração não permitida.",
    "M53": "O RA {ra} já foi reiterado hoje pelo cliente {cliente}.",
    "M54": "O RA {ra} já foi reiterado hoje pela unidade {unidade}.",
    "M55": "O RA foi alterado por outro usuário; reiteração não efetuada.",
    "M56": "Informe Fones do Solicitante.",
    "M60": "Informe ao menos um intervalo de datas.",
    "M61": "Informe a data final do período de {periodo}.",
    "M62": "O período de {periodo} não pode passar de um mês.",
    "M63": "Data final anterior à inicial.",
    "M64": "Usuário inexistente.",
    "M65": "Informe Município.",
    "M66": "Informe Unidade Atual ou Unidade Superior, não as duas.",
    "M67": "RA Reiteradas: informe os dois limites em ordem.",
    "M68": "A unidade não tem unidades subordinadas.",
    "M69": "Nenhum RA encontrado.",
    "M70": "RA não encontrado.",
    "M71": "RA sem ordens de serviço.",
    "M72": "Imóvel sem RA pendente.",
    "M73": "RA sem solicitantes.",
    "M80": "Número do Protocolo inválido.",
    "M81": "Nenhuma ocorrência operacional encontrada.",
    # Dados Gerais
    "FORMATO": "Valor inválido em {nome}.",
    "CARACTERE": "{nome}: o caractere “{caractere}” ({ponto}) não pode ser guardado nesta base.",
    "PROTOCOLO_ESGOTADO": "A numeração de protocolos chegou ao fim. Avise o administrador.",
    # Local da Ocorrência
    "IMOVEL_INEXISTENTE": "Imóvel Inexistente",
    "QUADRA_INEXISTENTE": "QUADRA INEXISTENTE",
    "LOCAL_DUPLO": "Identifique o local da ocorrência ou descreva-o, não os dois.",
    "BLOQUEIO_DESCRICAO": "O RA ficará bloqueado até que seja informado o endereço da ocorrência",
    "BLOQUEIO_IMOVEL": "O RA ficará bloqueado até que seja informado o logradouro do imóvel",
    "IMOVEL_PENDENTE": "Existe Registro de Atendimento pendente para o imóvel {imovel}",
    "CONTA_SEM_IMOVEL": "Informe o imóvel para pesquisar as contas.",
    "CONTA_VAZIA": "Informe a Conta.",
    "CONTA_NAO_LOCALIZADA": "Conta não Localizada",
    "CONTA_SITUACAO": "Conta não pode ser associada ao Registro de Atendimento!",
    "CONTA_PRAZO": "Conta com prazo para associação excedido!",
    "BAIRRO_SEM_MUNICIPIO": "Informe o Município.",
    "PAGAMENTO_INEXISTENTE": "Há pagamento que não está em duplicidade neste imóvel, ou sem conta da referência.",
    "OS_EM_ABERTO": "RA com OS em aberto: não pode ser encerrado por execução.",
    "MOTIVO_AUSENTE": "Motivo do Encerramento não cadastrado.",
    # Avisos de duplicidade
    "LUGAR_PENDENTE": "Existe RA de {especificacao} em aberto para este endereço {endereco}",
    "IMOVEL_ENCERRADO": "Existe RA de {especificacao} encerrado nos últimos {dias} dias para este imóvel {imovel}",
    "LUGAR_ENCERRADO": "Existe RA de {especificacao} encerrado nos últimos {dias} dias para este endereço {endereco}",
    "AREA_PENDENTE": "Existe RA de {especificacao} em aberto para a Área de bairro {area}.",
    "SEM_PROGRAMACAO": "Não há programação de abastecimento no dia {data} para a Área de bairro {area}.",
    "MANUTENCAO_PREVISTA": "Há manutenção prevista no dia {data} para a Área de bairro {area}.",
    "FALTA_AGUA_IMOVEIS": "Existem RAs de {especificacao} em aberto para a área do bairro {area}",
    # Solicitante
    "SOLICITANTE_UNICO": "Informe só um: Cliente, Unidade Solicitante ou Nome do Solicitante.",
    "CLIENTE_SEM_ENDERECO": "O cliente {cliente} não tem endereço cadastrado.",
    "EMAIL_INVALIDO": "Endereço de email inválido.",
    "FONE_DDD": "DDD do telefone: informe dois dígitos.",
    "FONE_NUMERO": "Número do Telefone: informe até nove dígitos.",
    "FONE_RAMAL": "Ramal: informe até quatro dígitos.",
    "FONE_PRINCIPAL": "Marque um telefone como principal, e só um.",
    "FONE_REPETIDO": "O telefone {fone} já foi informado.",
    "CELULAR_INVALIDO": "Número de celular inválido",
    "DDD_INVALIDO": "DDD inválido",
    "CELULAR_FIXO": "Telefone fixo não recebe SMS",
    "SOLICITANTE_PRINCIPAL": "Marque um solicitante como principal, e só um.",
    # Anexos
    "ARQUIVO_AUSENTE": "Informe o Arquivo",
    "ARQUIVO_VAZIO": "O arquivo está vazio.",
    # Resultado
    "INSERIDO": "Registro de Atendimento de código {ra} inserido com sucesso.",
    "INSERIDO_COM_OS": (
        "Registro de Atendimento de código {ra} e Ordem de Serviço de código {ordem_servico} inseridos com sucesso."
    ),
    "OS_SITUACAO": "Só RA pendente gera Ordem de Serviço.",
    "OS_UNIDADE": "O RA está com outra unidade; não cabe gerar OS.",
    "OS_SEM_SERVICO": "A especificação não tem Tipo de Serviço para gerar OS.",
    "OS_SERVICO": "Escolha um dos Tipos de Serviço da especificação.",
    "OS_OUTRA": "O RA ganhou a OS {ordem_servico} enquanto esta tela estava aberta. Confira antes de gerar outra.",
    "OS_GERADA": "Ordem de Serviço de código {ordem_servico} gerada para o RA {ra}.",
    "ATUALIZADO": "Registro de Atendimento de código {ra} atualizado com sucesso.",
    "SOLICITANTE_ADICIONADO": "Solicitante adicionado ao RA {ra}. Protocolo {protocolo}.",
    "REITERADO": "Registro de Atendimento de número {ra} reiterado com sucesso.",
    "SIMPLIFICADO_INSERIDO": "Registro Atendimento Simplificado de código {ra} inserido com sucesso",
    "CPF_INVALIDO": "CPF inválido.",
    "RG_INCOMPLETO": "Informe RG, Órgão Expedidor e UF, ou nenhum dos três.",
    "SIMPLIFICADO_ORIGINAL": "Informe Número do Protocolo ou Número do RA.",
    "SIMPLIFICADO_ORIGINAL_UNICO": "Informe só um: Número do Protocolo ou Número do RA.",
    "SIMPLIFICADO_AUSENTE": "Esta base não tem o RA Simplificado: falta {faltas}.",
    "OPERADOR_SEM_UNIDADE": "Seu usuário não tem unidade no GSAN. Procure o administrador.",
    # Tramitação
    "SEM_LOTACAO": "Usuário sem unidade de lotação.",
    "TRAMITE_SITUACAO": "RA encerrado ou bloqueado: trâmite não permitido.",
    "TRAMITE_OS_ANDAMENTO": "RA com OS em andamento: trâmite não permitido.",
    "TRAMITE_OS_AGUARDANDO": "RA com OS aguardando a OS de referência {os}: trâmite não permitido.",
    "TRAMITE_OS_PROGRAMADA": "RA com OS programada: trâmite não permitido.",
    "TRAMITE_SEM_UNIDADE": "RA sem unidade atual: trâmite não permitido.",
    "TRAMITE_OUTRA_UNIDADE": "RA de outra unidade: trâmite não autorizado.",
    "TRAMITE_DATA_FUTURA": "Data da Tramitação posterior a {hoje}.",
    "TRAMITE_HORA_FUTURA": "Hora da Tramitação posterior a {agora}.",
    "TRAMITE_ANTERIOR": "Informe data e hora posteriores ao último trâmite ({ultimo}).",
    "TRAMITE_MESMA_UNIDADE": "Unidade Destino igual à de origem.",
    "TRAMITE_NAO_RECEBE": "Unidade Destino não recebe trâmites.",
    "TRAMITE_INATIVA": "Unidade Destino {unidade} inativa.",
    "TRAMITE_SO_CENTRALIZADORA": "Somente centralizadora tramita para terceirizada.",
    "TRAMITE_SEM_TERCEIRIZADA": "RA {ra} sem OS terceirizada pendente.",
    "TRAMITE_OUTRA_CENTRALIZADORA": "Local do RA não atendido por esta centralizadora.",
    "TRAMITE_EM_TERCEIRIZADA": "RA em terceirizada: o retorno é automático, ao encerrar a OS.",
    "TRAMITE_VARIAS_OS": "RA {ra} com mais de uma OS pendente: trâmite não permitido.",
    "TRAMITE_EXPORTACAO": "Trâmite para terceirizada deve ser feito no GSAN (exportação de OS).",
    "TRAMITE_CONFLITO": "RA {ra} alterado por outro usuário; recarregue.",
    "TRAMITADO": "RA {ra} tramitado com sucesso.",
    "SEM_TRAMITES": "RA sem trâmites.",
    # Tramitação em conjunto
    "SEM_CRITERIO": "Informe ao menos um critério.",
    "CONJUNTO_SEM_MARCA": "Marque ao menos um RA.",
    "CONJUNTO_SEM_TRAMITE": "Nenhum trâmite informado.",
    "CONJUNTO_ACIMA": "Há mais de {limite} RAs: foram marcados os {limite} primeiros. Estreite o filtro.",
    "CONJUNTO_TRAMITADO": "{quantos} RA(s) tramitado(s) com sucesso.",
    "CONJUNTO_AUSENTE": "Esta tramitação em conjunto não existe, ou é de outra pessoa.",
    "CONJUNTO_EM_CURSO": "RA em uso por outro usuário. Tente novamente.",
    "CONJUNTO_PRAZO": "O prazo para desfazer esta tramitação terminou em {fim}.",
    "CONJUNTO_DESFEITA": "O que desfez outra tramitação não se desfaz.",
    "CONJUNTO_NADA_A_DESFAZER": "Nenhum RA foi tramitado: não há o que desfazer.",
    # Tabelas do supervisor
    "COBRANCA_AUSENTE": "Selecione a Situação de Cobrança.",
    "LOCALIDADE_AUSENTE": "Informe a Localidade.",
    "LOCALIDADE_INEXISTENTE": "Localidade inexistente",
    "COBRANCA_INATIVA": "Situação de Cobrança fora de uso.",
    "ASSOCIACAO_TIPO": "Informe o Tipo de Solicitação",
    "ASSOCIACAO_ESPECIFICACAO": "Informe o Tipo de Especificação",
    "ASSOCIACAO_UNIDADE": "Informe a Unidade de Atendimento",
    "ASSOCIACAO_REPETIDA": "Associação já existente: {partes}.",
    "ASSOCIACAO_CONFLITO": "Associações de {cabeca} alteradas por outro usuário; recarregue.",
    "ASSOCIACAO_VAZIA": "Informe a Especificação e Unidade.",
    "ESPECIFICACAO_INATIVA": "Especificação {especificacao} fora de uso.",
    "UNIDADE_INEXISTENTE": "UNIDADE INEXISTENTE",
    "UNIDADE_ATENDIMENTO_INEXISTENTE": "UNIDADE ATENDIMENTO INEXISTENTE",
    "COBRANCA_GRAVADA": "Trâmite por situação de cobrança gravado.",
    "LOCALIDADE_GRAVADA": "Associação de localidade, especificação e unidade gravada.",
    # Numeração de RA manual
    "QUANTIDADE_MAXIMA": "Quantidade máxima: {maximo}.",
    "QUANTIDADE_MINIMA": "Quantidade mínima: {minimo}.",
    "UNIDADE_ORGANIZACIONAL_INEXISTENTE": "Unidade Organizacional inexistente",
    "NUMERACAO_ESGOTADA": "A numeração manual chegou ao fim. Avise o administrador.",
    "NUMERACAO_GERADA": "Gerados {quantidade} números, de {primeiro} a {ultimo}.",
    # POP
    "NENHUM_REGISTRO": "Nenhum registro encontrado.",
    "ARQUIVO_DESCONHECIDO": "O conteúdo não é de um documento ou foto conhecidos; o arquivo não foi aberto.",
    "ARQUIVO_REMOVIDO": "O arquivo foi removido.",
    # Comando de encerramento
    "COMANDO_DATA_FUTURA": "Data final posterior à atual",
    "COMANDO_DATAS": "Data final anterior à inicial",
    "USUARIO_INEXISTENTE": "USUARIO INEXISTENTE",
    "SEM_SUBORDINADAS": "Unidade sem subordinadas.",
    "COMANDO_RESPONSAVEL": "Responsável sem autorização para este comando.",
    "COMANDO_RESPONSAVEL_ATUAL": "Responsável sem autorização na Unidade Atual.",
    "COMANDO_RESPONSAVEL_SUPERIOR": "Responsável sem autorização na Unidade Superior.",
    "COMANDO_OPERADOR": "Só o próprio responsável, ou quem tem a mesma autorização, registra ou executa este comando.",
    "COMANDO_REPETIDO": "Já existe comando pendente com estes parâmetros.",
    "COMANDO_MOTIVO": "Motivo do Encerramento não serve a comandos: é de execução, de duplicidade ou está fora de uso.",
    "COMANDO_ESPECIFICACAO": "Especificação {especificacao} não serve a comandos.",
    "COMANDO_REGISTRADO": "Comando {comando} registrado com sucesso.",
    "COMANDO_AUSENTE": "Comando {comando} inexistente.",
    "COMANDO_EXECUTADO": "Comando {comando} já executado em {quando}.",
    "COMANDO_DO_GSAN": "Nesta base o comando é executado pelo processamento noturno do GSAN.",
    "COMANDO_EM_CURSO": "Outra pessoa está executando este comando. Tente de novo em instantes.",
    "COMANDO_OS_PROGRAMADA": "RA {ra} com OS programada: encerramento não permitido.",
    "COMANDO_DEBITO": "O encerramento do RA {ra} gera débito; encerre-o no GSAN.",
    # Encerramento e reativação
    "ENCERRAR_OUTRA_UNIDADE": "RA na unidade {unidade}: encerramento não autorizado.",
    "ENCERRAR_JA_ENCERRADO": "RA {ra} já encerrado.",
    "ENCERRAR_OS_PROGRAMADA": "RA {ra} com OS programada: encerramento não permitido.",
    "ENCERRAR_OS_DOCUMENTO": "OS {os} possui documento de cobrança; encerre-a no GSAN.",
    "ENCERRAR_OS_ALTERADA": "OS {os} alterada por outro usuário; recarregue.",
    "ENCERRAR_CONFIRMA_OS": "Há {quantas} OS em aberto que serão encerradas sem execução. Confirma?",
    "ENCERRAR_DEBITO": (
        "O encerramento desta especificação gera débito; encerre o RA no GSAN ou informe o Motivo da Não Cobrança."
    ),
    "ENCERRAR_SEM_MOTIVO_DE_COBRANCA": "Seu usuário não pode informar o Motivo da Não Cobrança.",
    "ENCERRAR_NOVO_RA": "Abrir novo RA de {especificacao}?",
    "ENCERRAR_PARECER": "Informe o Parecer.",
    "ENCERRAR_PARECER_LONGO": "Parecer: máximo de {maximo} caracteres.",
    "ENCERRAR_DATA_FUTURA": "Data do Encerramento posterior a {hoje}.",
    "ENCERRAR_HORA_FUTURA": "Hora do Encerramento posterior a {agora}.",
    "ENCERRAR_DATA_DO_RA": "Data do Encerramento anterior ao atendimento ({data}).",
    "ENCERRAR_HORA_DO_RA": "Hora do Encerramento anterior ao atendimento ({hora}).",
    "ENCERRAR_DATA_DA_OS": "Data do Encerramento anterior à da OS ({data}).",
    "ENCERRAR_HORA_DA_OS": "Hora do Encerramento anterior à da OS ({hora}).",
    "ENCERRAR_DATA_TRAVADA": "Só a Central de Atendimento informa a data e a hora do encerramento.",
    "REFERENCIA_OBRIGATORIA": "Informe o RA de Referência.",
    "REFERENCIA_PROPRIA": "RA de Referência igual ao próprio RA.",
    "REFERENCIA_INEXISTENTE": "RA inexistente",
    "REFERENCIA_ENCERRADA": "RA de Referência encerrado.",
    "REFERENCIA_CIRCULAR": "O RA de Referência {ra} já é duplicidade deste RA.",
    "REFERENCIA_DISTANTE": "O RA de Referência {ra} é de outro imóvel e de outra localidade. Confirma?",
    "ENCERRADO": "RA {ra} encerrado com sucesso.",
    "DUPLICIDADE_DESFEITA": "RA {ra} já não é duplicidade do RA {referencia}.",
    "DUPLICIDADE_AUSENTE": "RA {ra} não é duplicidade de outro.",
    "REATIVAR_OUTRA_UNIDADE": "RA da unidade {unidade}: reativação não autorizada.",
    "REATIVAR_SITUACAO": "RA {ra} {situacao}: só RA encerrado é reativado.",
    "REATIVAR_DUPLICIDADE": "RA {ra} é duplicidade do RA {referencia}.",
    "REATIVAR_JA_REATIVADO": "RA {ra} já reativado; RA atual: {atual}.",
    "REATIVAR_PARECER": "Informe o parecer para a unidade destino.",
    "REATIVAR_PARECER_LONGO": "Parecer: máximo de {maximo} caracteres.",
    "REATIVAR_OBSERVACAO_LONGA": "Observação: máximo de {maximo} caracteres.",
    "REATIVADO": "RA {ra} inserido com sucesso.",
    "REATIVADO_COM_OS": "RA {ra} e OS {ordem_servico} inseridos com sucesso.",
    "PAINEL_PERIODO": "Informe as duas datas do período.",
    "PAINEL_PERIODO_LONGO": "O período do painel não pode passar de um ano.",
    "SEM_OPCAO": "Informe pelo menos uma opção de seleção.",
}


def texto(codigo: str, **valores: object) -> str:
    """Give the text of a message; dates and hours are written as in Brazil.

    Raises:
        KeyError: the code does not exist, or one of its values was not given.
    """
    return TEXTOS[codigo].format(**{chave: _mostrar(valor) for chave, valor in valores.items()})


def violacao(codigo: str, campo: str | None = None, **valores: object) -> Violacao:
    """Build a violation; ``{nome}`` is taken from the label of the field unless given."""
    if campo is not None and (nome := rotulo(campo)):
        valores.setdefault("nome", nome)
    return Violacao(codigo, texto(codigo, **valores), campo)


def _mostrar(valor: object) -> object:
    if isinstance(valor, datetime):
        return f"{valor:%d/%m/%Y %H:%M}"
    if isinstance(valor, date):
        return f"{valor:%d/%m/%Y}"
    if isinstance(valor, time):
        return f"{valor:%H:%M}"
    return valor
