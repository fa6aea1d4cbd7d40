from gsan_desk.domain.codigos import PermissaoEspecial
from gsan_desk.domain.regras.autorizacao import ascendentes, pode_manter, unidade_atendimento_padrao
from tests.domain import fabrica as f


def test_uc0419_own_unit():
    assert pode_manter(f.contexto(f.AGENCIA), f.AGENCIA)
    assert not pode_manter(f.contexto(f.AGENCIA), f.CENTRALIZADORA)


def test_uc0419_ancestor_of_any_depth_but_not_descendant():
    base = f.dominios()
    sem_central = {k: v for k, v in base.unidades.items() if k != f.CENTRAL} | {f.CENTRAL: f.unidade(f.CENTRAL)}
    assert pode_manter(f.contexto(f.CENTRAL, unidades=sem_central), f.AGENCIA)
    assert pode_manter(f.contexto(f.DISTRITO), f.AGENCIA)
    assert not pode_manter(f.contexto(f.AGENCIA), f.DISTRITO)


def test_uc0419_central_de_atendimento():
    assert pode_manter(f.contexto(f.CENTRAL), f.CENTRALIZADORA)


def test_uc0419_permission_110_even_without_unit():
    permissoes = frozenset({int(PermissaoEspecial.TRAMITAR_QUALQUER_UNIDADE)})
    assert pode_manter(f.contexto(None, permissoes), f.AGENCIA)
    assert not pode_manter(f.contexto(None), f.AGENCIA)


def test_uc0419_ra_without_unidade_atual_is_judged_by_its_unidade_de_atendimento():
    assert pode_manter(f.contexto(f.AGENCIA), None, f.AGENCIA)
    assert not pode_manter(f.contexto(f.AGENCIA), None, f.CENTRALIZADORA)
    assert not pode_manter(f.contexto(f.AGENCIA), None)


def test_uc0419_cycle_of_superiors_ends():
    ciclo = {
        1: f.unidade(1, superior_id=2),
        2: f.unidade(2, superior_id=3),
        3: f.unidade(3, superior_id=1),
        4: f.unidade(4, superior_id=4),
    }
    assert ascendentes(1, ciclo) == {2, 3}
    assert ascendentes(4, ciclo) == frozenset()
    assert not pode_manter(f.contexto(9, unidades=ciclo), 1)


def test_2_4_default_unit_only_when_it_may_open():
    assert unidade_atendimento_padrao(f.contexto(f.AGENCIA)) == f.AGENCIA
    assert unidade_atendimento_padrao(f.contexto(f.SURDA)) is None
    assert unidade_atendimento_padrao(f.contexto(f.INATIVA)) is None
    assert unidade_atendimento_padrao(f.contexto(None)) is None
