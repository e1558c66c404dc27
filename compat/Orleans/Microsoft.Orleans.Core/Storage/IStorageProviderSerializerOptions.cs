namespace Orleans.Storage;

/// <summary>Options of storages that serialise.</summary>
public interface IStorageProviderSerializerOptions
{
    /// <summary>Turns states into bytes and back.</summary>
    IGrainStorageSerializer GrainStorageSerializer { get; set; }
}
