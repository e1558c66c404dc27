using Google.Protobuf.Reflection;

namespace Triad.EndToEnd.Tests.Contract;

/// <summary>The calls of the contract, as its generated descriptors have them.</summary>
internal static class ContractCalls
{
    private static readonly FileDescriptor[] Files =
    [
        V1.TenantServiceReflection.Descriptor,
        V1.LibraryServiceReflection.Descriptor,
        V1.SearchServiceReflection.Descriptor,
        V1.BootstrapServiceReflection.Descriptor,
    ];

    public static IReadOnlyList<MethodDescriptor> All { get; } = [.. Files.SelectMany(file => file.Services).SelectMany(service => service.Methods)];

    /// <summary>"SearchService.Search".</summary>
    public static string NameOf(MethodDescriptor method) => $"{method.Service.Name}.{method.Name}";
}
