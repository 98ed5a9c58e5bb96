"""How well radars find a reader's papers, beside the rules of four peers: python -m bench.radar"""
