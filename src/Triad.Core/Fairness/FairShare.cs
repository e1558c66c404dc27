namespace Triad.Core.Fairness;

/// <summary>To whom work counts where several share a resource, and how much of it that one may have beside the others.</summary>
/// <param name="Flow">Who: a tenant's id. Work of nobody's, such as that of the tools, is a flow of its own with an empty name.</param>
/// <param name="Weight">Its part beside the others' weights, greater than 0.</param>
public readonly record struct FairShare(string Flow, double Weight)
{
    /// <summary>The weight of who was given none.</summary>
    public const double DefaultWeight = 1;

    /// <summary>The smallest weight: a hundredth of the default.</summary>
    public const double LeastWeight = 0.01;

    /// <summary>The largest weight: a hundred times the default.</summary>
    public const double MostWeight = 100;

    /// <summary>Work of nobody's.</summary>
    public static FairShare Nobody { get; } = new(string.Empty, DefaultWeight);
}
