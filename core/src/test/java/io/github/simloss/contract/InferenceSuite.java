package io.github.simloss.contract;

/** The first part of the contract: what a model gives, and the nearest words. */
public interface InferenceSuite
    extends EncodingContract,
        DecoderContract,
        FamilyInferenceContract,
        FamilyRefusalContract,
        NeighbourContract {}
