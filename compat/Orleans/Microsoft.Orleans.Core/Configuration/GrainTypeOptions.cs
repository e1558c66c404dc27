namespace Orleans.Configuration;

/// <summary>Which grain classes the silo offers.</summary>
public class GrainTypeOptions
{
    /// <summary>The grain classes; taking one out keeps the silo from activating it.</summary>
    public HashSet<Type> Classes { get; } = [];

    /// <summary>The grain interfaces.</summary>
    public HashSet<Type> Interfaces { get; } = [];
}
