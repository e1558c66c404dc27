using Orleans.Runtime;

namespace Triad.Grains.Abstractions;

/// <summary>What Orleans throws where the silo asked has died.</summary>
public static class SiloDeath
{
    /// <summary>
    /// True where the silo asked has died, so that what only reads may soon be answered by another; not where it was slow or had too much to do.
    /// </summary>
    public static bool IsCauseOf(Exception exception) =>
        IsRoleMissing(exception) || exception is OrleansException and not (GatewayTooBusyException or LimitExceededException);

    /// <summary>True where no silo that lives has the grain's class; Orleans has no exception of its own for it.</summary>
    public static bool IsRoleMissing(Exception exception) =>
        exception is ArgumentException && exception.Message.StartsWith("Could not find an implementation for interface", StringComparison.Ordinal);
}
