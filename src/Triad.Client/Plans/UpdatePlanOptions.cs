using Google.Protobuf.WellKnownTypes;

namespace Triad.Client;

/// <summary>What is to change of a plan; null leaves it as it is.</summary>
public sealed record UpdatePlanOptions
{
    /// <summary>For people; at most 200 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Quotas that change; those that are null stay as they are.</summary>
    public TenantQuotas? Quotas { get; init; }

    /// <summary>Quotas that do not bind any more.</summary>
    public IReadOnlyCollection<TenantQuota> WithoutQuotas { get; init; } = [];

    /// <summary>A tenant's share of what is scarce, 0.01 to 100.</summary>
    public double? Weight { get; init; }

    /// <summary>Ids of the model packages that a tenant may choose; empty for all.</summary>
    public IReadOnlyCollection<string>? AllowedPackages { get; init; }

    /// <summary>How long a video is kept after its creation, at least a minute.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>True where videos are to be kept for ever.</summary>
    public bool WithoutRetention { get; init; }

    /// <summary>How a tenant is housed.</summary>
    public TenantTier? Tier { get; init; }

    internal V1.UpdatePlanRequest ToWire(string id)
    {
        var quotas = Quotas?.ToWire() ?? new V1.Quotas();
        var plan = new V1.Plan
        {
            Id = id,
            DisplayName = DisplayName ?? string.Empty,
            Quotas = quotas,
            AllowedPackages = { AllowedPackages ?? [] },
            Retention = Retention is { } retention ? Duration.FromTimeSpan(retention) : null,
            Tier = (V1.TenantTier)(Tier ?? TenantTier.Auto),
        };
        if (Weight is { } weight)
            plan.Weight = weight;
        var mask = new FieldMask { Paths = { QuotaMask.Of(quotas, WithoutQuotas) } };
        (string Path, bool IsNamed)[] fields =
        [
            ("display_name", DisplayName is not null),
            ("weight", Weight is not null),
            ("allowed_packages", AllowedPackages is not null),
            ("retention", Retention is not null || WithoutRetention),
            ("tier", Tier is not null),
        ];
        mask.Paths.Add(fields.Where(field => field.IsNamed).Select(field => field.Path));
        return new V1.UpdatePlanRequest { Plan = plan, UpdateMask = mask };
    }
}
