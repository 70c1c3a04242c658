"""The import linter's layers for the bank's own modules: a test beside the code is no layer."""

from grimp import ImportGraph
from importlinter.contracts.layers import LayersContract
from importlinter.domain.contract import ContractCheck


class ProductionLayers(LayersContract):
    """Layers of everything but `test_*.py`; exhaustive, so that a new module has to be placed."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        for module in graph.modules:
            if module.rpartition(".")[-1].startswith("test_"):
                graph.remove_module(module)
        return super().check(graph, verbose)
