using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Triad.Gateway.Reflection;

/// <summary>The .proto files that the server speaks, found by file name and by the symbols that they define.</summary>
internal sealed class DescriptorCatalog
{
    private readonly Dictionary<string, FileDescriptor> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _symbols = new(StringComparer.Ordinal);

    /// <summary>Collects files with everything that they import.</summary>
    /// <param name="roots">The files of the services that are announced.</param>
    public DescriptorCatalog(IEnumerable<FileDescriptor> roots)
    {
        var announced = roots.ToList();
        Services = [.. announced.SelectMany(file => file.Services).Select(service => service.FullName).Order(StringComparer.Ordinal)];
        foreach (var file in announced)
            Add(file);
    }

    /// <summary>Full names of the services of the files given.</summary>
    public IReadOnlyList<string> Services { get; }

    /// <summary>A file by name, or null.</summary>
    public FileDescriptor? FileNamed(string name) => _files.GetValueOrDefault(name);

    /// <summary>The file that defines a service, method, message, field, oneof, enum or enum value, or null.</summary>
    public FileDescriptor? FileDefining(string symbol) => _symbols.GetValueOrDefault(symbol);

    /// <summary>A file and everything that it imports, serialised.</summary>
    public static IEnumerable<ByteString> WithImports(FileDescriptor file)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<FileDescriptor>([file]);
        while (open.TryDequeue(out var next))
        {
            if (!seen.Add(next.Name))
                continue;
            yield return next.SerializedData;
            foreach (var import in next.Dependencies)
                open.Enqueue(import);
        }
    }

    private void Add(FileDescriptor file)
    {
        if (!_files.TryAdd(file.Name, file))
            return;
        foreach (var service in file.Services)
        {
            _symbols[service.FullName] = file;
            foreach (var method in service.Methods)
                _symbols[method.FullName] = file;
        }

        foreach (var message in file.MessageTypes)
            Add(message, file);
        foreach (var type in file.EnumTypes)
            Add(type, file);
        foreach (var import in file.Dependencies)
            Add(import);
    }

    private void Add(MessageDescriptor message, FileDescriptor file)
    {
        _symbols[message.FullName] = file;
        foreach (var field in message.Fields.InDeclarationOrder())
            _symbols[field.FullName] = file;
        foreach (var oneof in message.Oneofs)
            _symbols[oneof.FullName] = file;
        foreach (var nested in message.NestedTypes)
            Add(nested, file);
        foreach (var nested in message.EnumTypes)
            Add(nested, file);
    }

    // The values of an enum are siblings of the enum in protobuf's name space.
    private void Add(EnumDescriptor type, FileDescriptor file)
    {
        _symbols[type.FullName] = file;
        var scope = type.FullName[..(type.FullName.LastIndexOf('.') + 1)];
        foreach (var value in type.Values)
            _symbols[scope + value.Name] = file;
    }
}
