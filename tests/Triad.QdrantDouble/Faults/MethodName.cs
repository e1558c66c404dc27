namespace Triad.Doubles.Faults;

/// <summary>Names of methods as tests write them: <c>Points/Upsert</c>, with or without the package, or <c>*</c> for all.</summary>
internal static class MethodName
{
    private const string Package = "qdrant.";

    public static bool Is(string method, string wanted) =>
        wanted == "*" || method == wanted || method.AsSpan(Package.Length).SequenceEqual(wanted);
}
