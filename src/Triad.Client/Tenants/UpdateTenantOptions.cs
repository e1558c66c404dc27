using Google.Protobuf.WellKnownTypes;

namespace Triad.Client;

/// <summary>What is to change of a tenant; null leaves it as it is.</summary>
public sealed record UpdateTenantOptions
{
    /// <summary>For people; at most 200 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The id of a plan; empty for none.</summary>
    public string? Plan { get; init; }

    /// <summary>Quotas that change; those that are null stay as they are.</summary>
    public TenantQuotas? Quotas { get; init; }

    /// <summary>Quotas that do not bind any more.</summary>
    public IReadOnlyCollection<TenantQuota> WithoutQuotas { get; init; } = [];

    /// <summary>Its part of embedding and searching beside other tenants, 0.01 to 100.</summary>
    public double? Weight { get; init; }

    /// <summary>True where it shall have the weight of its plan again.</summary>
    public bool WithoutWeight { get; init; }

    /// <summary>Ids of the model packages that it may choose, in place of its plan's; empty for its plan's.</summary>
    public IReadOnlyCollection<string>? AllowedPackages { get; init; }

    /// <summary>How long a video is kept after its creation; older ones are erased, those that are there already too.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>True keeps videos for ever.</summary>
    public bool WithoutRetention { get; init; }

    /// <summary>
    /// <see cref="TenantResidency.Offloaded"/> takes its vectors to the media store, <see cref="TenantResidency.Hot"/> brings them back; the answer comes
    /// when that is done.
    /// </summary>
    public TenantResidency? Residency { get; init; }

    internal V1.UpdateTenantRequest ToWire(string id)
    {
        var mask = new FieldMask();
        if (DisplayName is not null)
            mask.Paths.Add("display_name");
        if (Plan is not null)
            mask.Paths.Add("plan");
        if (Weight is not null || WithoutWeight)
            mask.Paths.Add("weight");
        if (Retention is not null || WithoutRetention)
            mask.Paths.Add("retention");
        if (Residency is not null)
            mask.Paths.Add("residency");
        var quotas = Quotas?.ToWire() ?? new V1.Quotas();
        if (AllowedPackages is not null)
            mask.Paths.Add("allowed_packages");
        mask.Paths.Add(QuotaMask.Of(quotas, WithoutQuotas));
        var tenant = new V1.Tenant
        {
            Id = id,
            DisplayName = DisplayName ?? string.Empty,
            Plan = Plan ?? string.Empty,
            Quotas = quotas,
            AllowedPackages = { AllowedPackages ?? [] },
            Residency = (V1.TenantResidency)(Residency ?? TenantResidency.Unknown),
            Retention = Retention is { } retention ? Duration.FromTimeSpan(retention) : null,
        };
        if (Weight is { } weight)
            tenant.Weight = weight;
        return new V1.UpdateTenantRequest { Tenant = tenant, UpdateMask = mask };
    }
}
