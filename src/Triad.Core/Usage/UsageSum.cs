namespace Triad.Core.Usage;

/// <summary>The sum of some events.</summary>
/// <param name="Amount">In the kind's unit.</param>
/// <param name="Events">How many there were.</param>
public readonly record struct UsageSum(decimal Amount, long Events)
{
    /// <summary>Both together.</summary>
    public static UsageSum operator +(UsageSum one, UsageSum other) => new(one.Amount + other.Amount, one.Events + other.Events);
}
