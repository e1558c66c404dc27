namespace Triad.Core.Audit;

/// <summary>Which part of the platform a call is of; it decides how surely its record is written.</summary>
public enum AuditPlane
{
    /// <summary>Tenants, keys, models: the record is durable before the call is answered.</summary>
    Control,

    /// <summary>Videos and searches: records are written in batches, shortly after.</summary>
    Data,
}
