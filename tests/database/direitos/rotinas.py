"""Rights of the supervisor's routines: bulk trâmite, commands of closing, associations, paper numbers."""

from tests.database.direitos.declaracao import CHEFIA, NINGUEM, PESSOAS, Direito, Quem, direito
from tests.support.cenario import IDS

AP, NOSSO = "atendimentopublico", "gsan_desk"
VELHA = "00000000-0000-0000-0000-00000000a001"
"""A run of the supervisor, older than a month."""
NOVA = "00000000-0000-0000-0000-00000000a002"
_CORRIDA = (
    f"INSERT INTO {NOSSO}.tramite_conjunto (id, usur_id, total, partes) SELECT '{NOVA}', gsan_desk.operador_id(), 1, 1"
)
_PEDIDO = (
    f"INSERT INTO {NOSSO}.tramite_conjunto_pedido (conjunto, numero, unid_iddestino, usur_idresponsavel, parecer)"
    f" VALUES ('{NOVA}', 0, 15, 103, '')"
)
_ITEM = (
    f"INSERT INTO {NOSSO}.tramite_conjunto_item (conjunto, rgat_id, parte, pedido, versao)"
    f" VALUES ('{NOVA}', 9001, 0, 0, localtimestamp)"
)
_VARIOS = (
    f"SELECT gsan_desk.tramitar(753, ARRAY[{IDS.ra_urgente}, {IDS.ra_pendente_endereco}], ARRAY[15, 15],"
    " ARRAY[103, 103], array_fill(date_trunc('milliseconds', gsan_desk.agora_da_base()), ARRAY[2]), ARRAY['', ''])"
)
_COMANDO = (
    f"INSERT INTO {AP}.ra_encerramento_comando (raec_id, raec_dtatendimentoinicial, raec_dtatendimentofinal, amen_id,"
    " usur_id, unid_idsuperior, raec_tmcomando, raec_tmultimaalteracao)"
    f" SELECT nextval('{AP}.seq_ra_encerramento_comando'), current_date - 90, current_date,"
    f" {IDS.motivo_nao_executado}, {{quem}}, {IDS.unidade_regional}, localtimestamp, localtimestamp"
)
_MEU = _COMANDO.format(quem=IDS.usuario_supervisor)
_SO_SUPERVISOR = frozenset({Quem.SUPERVISOR})
_ATUAL = f"currval('{AP}.seq_ra_encerramento_comando')"
_COBRANCA = (
    f"INSERT INTO {AP}.espec_unid_cobr (step_id, cbst_id, unid_id)"
    f" VALUES ({IDS.espec_simples}, {IDS.cobranca_situacao}, {{unidade}})"
)
_LOCALIDADE = (
    f"INSERT INTO {AP}.local_espec_unidade (loca_id, step_id, unid_id)"
    f" VALUES ({IDS.localidade_centro}, {IDS.espec_simples}, {{unidade}})"
)
_RECEBE = "a unidade está em uso e recebe trâmites"

DIREITOS: tuple[Direito, ...] = (
    direito("tramitar_conjunto", "passar vários RAs de uma vez", CHEFIA, _VARIOS, se="[UC0419] para cada RA"),
    direito("tramitar_conjunto", "registrar a própria corrida", CHEFIA, _CORRIDA),
    direito(
        "tramitar_conjunto",
        "registrar a corrida de outra pessoa",
        NINGUEM,
        _CORRIDA.replace("gsan_desk.operador_id()", str(IDS.usuario_sms)),
    ),
    direito("tramitar_conjunto", "registrar o que foi pedido", CHEFIA, _CORRIDA, _PEDIDO, se="da própria corrida"),
    direito("tramitar_conjunto", "registrar os RAs", CHEFIA, _CORRIDA, _PEDIDO, _ITEM, se="da própria corrida"),
    direito(
        "tramitar_conjunto",
        "registrar o resultado de um RA",
        CHEFIA,
        _CORRIDA,
        _PEDIDO,
        _ITEM,
        f"UPDATE {NOSSO}.tramite_conjunto_item SET resultado = 1 WHERE conjunto = '{NOVA}'",
        se="uma vez só",
    ),
    direito(
        "tramitar_conjunto",
        "apagar uma corrida antiga",
        _SO_SUPERVISOR,
        f"DELETE FROM {NOSSO}.tramite_conjunto WHERE id = '{VELHA}'",
        se="a própria, com mais de 30 dias (aqui, do supervisor)",
    ),
    direito("comandar_encerramento", "registrar um comando", _SO_SUPERVISOR, _MEU, se="quem responde por ele o pode"),
    direito(
        "comandar_encerramento",
        "registrar as especificações do comando",
        _SO_SUPERVISOR,
        _MEU,
        f"INSERT INTO {AP}.ra_encmt_comando_espec (raee_id, raec_id, step_id)"
        f" SELECT nextval('{AP}.seq_ra_encmt_comando_espec'), {_ATUAL}, {IDS.espec_simples}",
        se="na mesma transação",
    ),
    direito(
        "comandar_encerramento",
        "dar o comando por realizado",
        _SO_SUPERVISOR,
        _MEU,
        f"UPDATE {AP}.ra_encerramento_comando SET raec_tmrealizacao = localtimestamp WHERE raec_id = {_ATUAL}",
        se="a base não é adotada: lá quem executa é o GSAN",
    ),
    direito(
        "comandar_encerramento",
        "registrar o RA que o comando encerra",
        _SO_SUPERVISOR,
        _MEU,
        f"INSERT INTO {NOSSO}.comando_ra (raec_id, rgat_id, resultado, usur_id)"
        f" SELECT {_ATUAL}, {IDS.ra_pendente_imovel}, 1, gsan_desk.operador_id()",
        se="o RA cabe no comando",
    ),
    direito(
        "comandar_encerramento",
        "mudar o motivo de um comando",
        NINGUEM,
        f"UPDATE {AP}.ra_encerramento_comando SET amen_id = 2",
    ),
    direito("tramite_cobranca", "associar", CHEFIA, _COBRANCA.format(unidade=IDS.unidade_cobranca), se=_RECEBE),
    direito("tramite_cobranca", "associar unidade fechada", NINGUEM, _COBRANCA.format(unidade=IDS.unidade_fechada)),
    direito("tramite_cobranca", "desfazer", CHEFIA, f"DELETE FROM {AP}.espec_unid_cobr"),
    direito("associacao_localidade", "associar", CHEFIA, _LOCALIDADE.format(unidade=IDS.unidade_cobranca), se=_RECEBE),
    direito(
        "associacao_localidade",
        "ligar a regra da centralizadora por localidade",
        CHEFIA,
        f"UPDATE {NOSSO}.base SET centralizadora_por_localidade = true",
    ),
    direito("associacao_localidade", "mudar o modo da base", NINGUEM, f"UPDATE {NOSSO}.base SET modo = 'novo'"),
    direito(
        "versao",
        "dizer qual é a versão nova do programa e onde está o instalador",
        frozenset({Quem.ADMIN}),
        f"UPDATE {NOSSO}.base SET cliente_atual = '9.0.0', instalador = '/d/gsan-desk.exe',"
        " instalador_sha256 = repeat('0', 64)",
    ),
    direito(
        "versao",
        "dizer qual é a versão mais velha que entra",
        frozenset({Quem.ADMIN}),
        f"UPDATE {NOSSO}.base SET cliente_minimo = '0.0.1'",
    ),
    direito(
        "associacao_localidade", "associar unidade fechada", NINGUEM, _LOCALIDADE.format(unidade=IDS.unidade_fechada)
    ),
    direito("associacao_localidade", "desfazer", CHEFIA, f"DELETE FROM {AP}.local_espec_unidade"),
    direito(
        "associacao_localidade", "registrar a operação", CHEFIA, "SELECT gsan_desk.registrar_configuracao(1720, 1)"
    ),
    direito("filtrar_devolucao", "ler o que se pede", PESSOAS, f"SELECT count(*) FROM {NOSSO}.ra_devolucao_item"),
    direito(
        "filtrar_devolucao",
        "dar a si a permissão dos cobrados indevidamente",
        frozenset({Quem.ADMIN}),
        f"INSERT INTO {NOSSO}.permissao VALUES ('devolucao_cobrado_indevidamente', gsan_desk.operador_id())",
    ),
    direito("numeracao_manual", "emitir números", CHEFIA, "SELECT gsan_desk.emitir_numeros_manuais(10)"),
    direito(
        "numeracao_manual",
        "mudar o último número",
        NINGUEM,
        "UPDATE cadastro.sistema_parametros SET parm_idultimoramanual = 1",
    ),
)
