using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Triad.Benchmarks.Apart;

/// <summary>One question of a stranger: about what another tenant has, and about what nobody has.</summary>
/// <param name="Name">The call and the field.</param>
/// <param name="Method">The call.</param>
/// <param name="Make">The messages of the nth pair: about the owner's, and about nobody's.</param>
/// <param name="PairsARound">How often it is asked of one stranger's key.</param>
internal sealed record ApartAttack(string Name, MethodDescriptor Method, Func<int, (IMessage[] Foreign, IMessage[] Missing)> Make, int PairsARound)
{
    /// <summary>Keys to ask with instead of the stranger's: one that is another's with a wrong secret, and one that nobody has.</summary>
    public (string Foreign, string Missing)? Keys { get; init; }

    /// <summary>What the owner asks first, so that whatever may be remembered of it is; null for nothing.</summary>
    public Func<int, IMessage>? Before { get; init; }

    /// <summary>Milliseconds of the foreign ones.</summary>
    public List<double> Foreign { get; } = [];

    /// <summary>Milliseconds of the missing ones.</summary>
    public List<double> Missing { get; } = [];
}
