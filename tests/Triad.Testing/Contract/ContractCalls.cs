using System.Reflection;
using Google.Protobuf.Reflection;

namespace Triad.Testing.Contract;

/// <summary>The calls of the contract, as the generated descriptors have them: a new file of it is in at once.</summary>
internal static class ContractCalls
{
    private static readonly IEnumerable<FileDescriptor> Files = typeof(V1.TenantServiceReflection).Assembly.GetExportedTypes()
        .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
        .OfType<FileDescriptor>()
        .OrderBy(file => file.Name, StringComparer.Ordinal);

    public static IReadOnlyList<MethodDescriptor> All { get; } = [.. Files.SelectMany(file => file.Services).SelectMany(service => service.Methods)];

    /// <summary>"SearchService.Search".</summary>
    public static string NameOf(MethodDescriptor method) => $"{method.Service.Name}.{method.Name}";

    /// <summary>The call of a name such as "SearchService.Search".</summary>
    public static MethodDescriptor Find(string name) => All.Single(method => NameOf(method) == name);
}
