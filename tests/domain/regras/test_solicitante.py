import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.registro_atendimento import Endereco, Fone, Solicitante
from gsan_desk.domain.regras import solicitante as regras
from gsan_desk.domain.regras.exigencias import exigencias
from gsan_desk.domain.regras.solicitante import FatosSolicitante
from tests.domain import fabrica as f

CLIENTE = "solicitante.cliente_id"
FONES = "solicitante.fones"


def codigos(solicitante, especificacao=f.VAZAMENTO, contexto=None, cliente=None, imovel=None, **fatos):
    dados = f.dados_gerais(especificacao_id=especificacao)
    conhecidos = FatosSolicitante(cliente=cliente, **fatos)
    return f.codigos(regras.verificar(solicitante, dados, contexto or f.contexto(), conhecidos, imovel))


def pelo_nome(**campos):
    return Solicitante(**{"nome": "JOÃO", "endereco": f.ENDERECO, **campos})


def test_3_4_4_each_way_is_accepted():
    assert codigos(pelo_nome()) == []
    assert codigos(Solicitante(cliente_id=9), cliente=f.cliente()) == []
    assert codigos(Solicitante(unidade_id=f.AGENCIA, funcionario_id=5), funcionario_unidade_id=f.AGENCIA) == []


def test_3_4_4_m22_nobody():
    assert codigos(Solicitante()) == [("M22", CLIENTE)]
    assert codigos(Solicitante(nome="  ")) == [("M22", CLIENTE)]


def test_3_4_4_nobody_where_the_solicitante_is_optional():
    contexto = f.contexto(especificacoes=f.com_especificacao(f.VAZAMENTO, solicitante=False))
    assert codigos(Solicitante(), contexto=contexto) == []


def test_3_4_4_step_iccliente_is_enforced():
    contexto = f.contexto(especificacoes=f.com_especificacao(f.VAZAMENTO, cliente=True))
    assert codigos(pelo_nome(), contexto=contexto) == [("M01", CLIENTE)]
    assert codigos(Solicitante(cliente_id=9), contexto=contexto, cliente=f.cliente()) == []


@pytest.mark.parametrize(
    "campos",
    [
        {"cliente_id": 9, "nome": "JOÃO", "endereco": f.ENDERECO},
        {"cliente_id": 9, "unidade_id": f.AGENCIA, "funcionario_id": 5},
        {"nome": "JOÃO", "endereco": f.ENDERECO, "unidade_id": f.AGENCIA, "funcionario_id": 5},
    ],
)
def test_3_4_1_the_three_ways_exclude_each_other(campos):
    fatos = {"cliente": f.cliente(), "funcionario_unidade_id": f.AGENCIA}
    assert codigos(Solicitante(**campos), **fatos) == [("SOLICITANTE_UNICO", CLIENTE)]


def test_3_4_4_unidade_and_funcionario_together():
    assert codigos(Solicitante(funcionario_id=5)) == [("M01", "solicitante.unidade_id")]
    assert codigos(Solicitante(unidade_id=f.AGENCIA)) == [("M01", "solicitante.funcionario_id")]


def test_3_4_4_nome_needs_address():
    assert codigos(Solicitante(nome="JOÃO")) == [("M01", "solicitante.endereco")]


def test_3_4_4_m02_unknown_or_out_of_place():
    assert codigos(Solicitante(cliente_id=9)) == [("M02", CLIENTE)]
    assert codigos(Solicitante(unidade_id=999, funcionario_id=5)) == [("M02", "solicitante.unidade_id")]
    assert codigos(Solicitante(unidade_id=f.INATIVA, funcionario_id=5)) == [("M02", "solicitante.unidade_id")]
    de_outra = codigos(Solicitante(unidade_id=f.AGENCIA, funcionario_id=5), funcionario_unidade_id=f.DISTRITO)
    assert de_outra == [("M02", "solicitante.funcionario_id")]


def test_3_4_4_cliente_without_address_is_only_a_warning():
    sem_endereco = f.cliente(enderecos=())
    assert codigos(Solicitante(cliente_id=9), cliente=sem_endereco) == []
    assert f.codigos(regras.avisos(FatosSolicitante(sem_endereco))) == [("CLIENTE_SEM_ENDERECO", CLIENTE)]
    assert regras.avisos(FatosSolicitante(f.cliente())) == []
    assert regras.avisos(FatosSolicitante()) == []


def exigente(**campos):
    return f.contexto(
        especificacoes=f.com_especificacao(f.VAZAMENTO, documento_obrigatorio=True, **campos),
    )


def documento(contexto, cliente=None, imovel=None):
    return codigos(Solicitante(cliente_id=9), contexto=contexto, cliente=cliente or f.cliente(), imovel=imovel)


def test_2_9_fs0044_document_not_demanded_or_present():
    assert documento(f.contexto()) == []
    assert documento(exigente(), f.cliente(cpf="1")) == []
    assert documento(exigente(), f.cliente(cnpj="1")) == []


def test_2_9_m23_without_imovel_or_without_stand_in():
    assert documento(exigente()) == [("M23", CLIENTE)]
    assert documento(exigente(validar_documento_responsavel=True)) == [("M23", CLIENTE)]
    com_documento = f.imovel(responsavel=f.cliente(cpf="1"))
    assert documento(exigente(), imovel=com_documento) == [("M23", CLIENTE)]


def test_2_9_m24_no_responsavel():
    assert documento(exigente(validar_documento_responsavel=True), imovel=f.imovel()) == [("M24", CLIENTE)]


def test_2_9_m25_responsavel_without_document():
    sem = f.imovel(responsavel=f.cliente(id=8, nome="PEDRO"))
    assert documento(exigente(validar_documento_responsavel=True), imovel=sem) == [("M25", CLIENTE)]


def test_2_9_responsavel_stands_in():
    com = f.imovel(responsavel=f.cliente(id=8, cnpj="1"))
    assert documento(exigente(validar_documento_responsavel=True), imovel=com) == []


@pytest.mark.parametrize(
    ("meios", "esperado"),
    [({}, ["M23"]), ({f.VAZAMENTO: frozenset({1})}, ["M23"]), ({f.VAZAMENTO: frozenset({2})}, [])],
)
def test_2_9_only_the_listed_meios_demand_it(meios, esperado):
    especificacoes = f.com_especificacao(f.VAZAMENTO, documento_obrigatorio=True)
    contexto = f.contexto(especificacoes=especificacoes, meios_documento=meios)
    assert [codigo for codigo, _ in documento(contexto)] == esperado


def test_3_4_email_presence_and_syntax():
    assert codigos(pelo_nome(enviar_email=True), f.PESQUISA) == [("M01", "solicitante.email")]
    assert codigos(pelo_nome(enviar_email=True, email="a@b"), f.PESQUISA) == [("EMAIL_INVALIDO", "solicitante.email")]
    assert codigos(pelo_nome(enviar_email=True, email=" ana@cia.com.br "), f.PESQUISA) == []


def test_3_4_email_is_ignored_where_hidden_or_not_wanted():
    assert codigos(pelo_nome(enviar_email=True)) == []
    assert codigos(pelo_nome(email="a@b"), f.PESQUISA) == []


def test_13_11_survey_only_visible_wanted_and_addressed():
    visivel, oculta = (exigencias(e, f.dominios()) for e in (f.PESQUISA, f.VAZAMENTO))
    pedida = pelo_nome(enviar_email=True, email="ana@cia.com.br")
    assert regras.pesquisa_por_email(pedida, visivel)
    assert not regras.pesquisa_por_email(pedida, oculta)
    assert not regras.pesquisa_por_email(pelo_nome(email="ana@cia.com.br"), visivel)
    assert not regras.pesquisa_por_email(pelo_nome(enviar_email=True), visivel)


@pytest.mark.parametrize(
    ("email", "certo"),
    [
        ("ana.maria+ra@mail.cia-agua.com.br", True),
        ("ana", False),
        ("ana@", False),
        ("@cia.com", False),
        ("ana@cia..com", False),
        (".ana@cia.com", False),
        ("ana@-cia.com", False),
        ("ana@cia.com\n", False),
        ("ana @cia.com", False),
        ("ána@cia.com", False),
    ],
)
def test_3_4_email_syntax(email, certo):
    assert regras.email_valido(email) == certo


@given(st.text(alphabet="a-.@", max_size=300))
def test_3_4_email_syntax_is_quick(email):
    regras.email_valido(email)


def test_m28_lengths():
    assert codigos(pelo_nome(nome="x" * 61)) == [("M28", "solicitante.nome")]
    assert codigos(pelo_nome(email="x" * 41)) == [("M28", "solicitante.email")]
    assert codigos(pelo_nome(ponto_referencia="x" * 61)) == [("M28", "solicitante.ponto_referencia")]
    assert codigos(pelo_nome(endereco=Endereco(1, 2, complemento="x" * 26))) == [("M28", "solicitante.endereco")]


def fone(**campos):
    return Fone(**{"tipo_id": 1, "ddd": "81", "numero": "33334444", "principal": True, **campos})


def fones(*lista):
    return [v.codigo for v in regras.verificar_fones(lista, f.dominios())]


@pytest.mark.parametrize(
    ("campos", "codigo"),
    [
        ({"tipo_id": 999}, "M02"),
        ({"ddd": "8"}, "FONE_DDD"),
        ({"ddd": "081"}, "FONE_DDD"),
        ({"numero": ""}, "FONE_NUMERO"),
        ({"numero": "1234567890"}, "FONE_NUMERO"),
        ({"numero": "3333-4444"}, "FONE_NUMERO"),
        ({"ramal": "12345"}, "FONE_RAMAL"),
        ({"ramal": "a"}, "FONE_RAMAL"),
    ],
)
def test_3_4_3_parts_of_a_phone(campos, codigo):
    assert fones(fone(**campos)) == [codigo]


def test_3_4_3_exactly_one_principal():
    outro = fone(numero="999990000", principal=False)
    assert fones() == []
    assert fones(fone(), outro) == []
    assert fones(outro) == ["FONE_PRINCIPAL"]
    assert fones(fone(), fone(numero="999990000")) == ["FONE_PRINCIPAL"]


def test_3_4_3_same_phone_twice_even_without_ramal():
    assert fones(fone(), fone(principal=False)) == ["FONE_REPETIDO"]
    assert fones(fone(), fone(ramal="12", principal=False)) == []
    assert codigos(pelo_nome(fones=(fone(), fone(principal=False)))) == [("FONE_REPETIDO", FONES)]


def test_3_4_one_mobile_is_mandatory_for_sms():
    campo = "solicitante.celular_sms"
    assert codigos(pelo_nome(enviar_sms=True, fones=(fone(),))) == [("M01", campo)]
    assert codigos(pelo_nome(enviar_sms=True, celular_sms="(81) 3333-4444")) == [("CELULAR_FIXO", campo)]
    assert codigos(pelo_nome(enviar_sms=True, celular_sms="(81) 99999-0000")) == []
    assert codigos(pelo_nome(enviar_sms=True, fones=(fone(tipo_id=3, numero="999990000"),))) == []
    com_celular = f.cliente(fones=(fone(tipo_id=3, numero="999990000"),))
    assert codigos(Solicitante(cliente_id=9, enviar_sms=True), cliente=com_celular) == []
