namespace Triad.Client;

/// <summary>What amounts of usage are told apart by, beside their kind.</summary>
public enum UsageDimension
{
    /// <summary>A dimension that this version of the client does not know.</summary>
    Unknown = 0,

    /// <summary>What was embedded: t, v, a and their combinations.</summary>
    Modality = 1,

    /// <summary>The model package.</summary>
    Package = 2,

    /// <summary>What it was done for: ingest, model_change or query.</summary>
    Source = 3,
}
