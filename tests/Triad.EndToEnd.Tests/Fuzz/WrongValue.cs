using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Triad.EndToEnd.Tests.Fuzz;

/// <summary>Something that is done to a field of a message.</summary>
/// <param name="Label">What it is, for people.</param>
/// <param name="Apply">Does it.</param>
internal sealed record WrongValue(string Label, Action<IMessage, FieldDescriptor> Apply)
{
    public override string ToString() => Label;
}
