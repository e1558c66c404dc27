namespace Orleans.Runtime.References;

/// <summary>What references ask of the runtime: casts. Calls go from the proxies straight to the sender.</summary>
internal sealed class GrainReferenceRuntime(IServiceProvider services) : IGrainReferenceRuntime
{
    public object Cast(IAddressable grain, Type interfaceType)
    {
        var id = grain.GetGrainId();
        return interfaceType.IsInstanceOfType(grain) && grain is GrainReference
            ? grain
            : services.GetRequiredService<GrainReferenceFactory>().Create(interfaceType, id);
    }

    public ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options) => throw Refusal();

    public ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options) => throw Refusal();

    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options) => throw Refusal();

    private static NotSupportedException Refusal() => new("Calls are made through references that implement the grain's interface.");
}
