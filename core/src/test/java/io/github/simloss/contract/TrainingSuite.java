package io.github.simloss.contract;

/** The second part of the contract: losses, gradients, steps, and the state they leave. */
public interface TrainingSuite
    extends GoldenContract,
        SizesContract,
        LossContract,
        GradientContract,
        BatchContract,
        TrainingContract,
        HalfStepsContract,
        ParallelContract,
        FamilyTrainingContract,
        FamilyStateContract,
        StateContract,
        ArgumentContract,
        LifecycleContract,
        SeveralModelsContract,
        MemoryContract {}
