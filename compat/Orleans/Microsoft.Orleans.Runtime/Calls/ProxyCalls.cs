namespace Orleans.Runtime.Calls;

/// <summary>What the methods of generated proxies call, by kind of return type.</summary>
internal static class ProxyCalls
{
    public static Task Task(GrainReference self, GrainMethod method, object?[] arguments) =>
        method.Sender.Send<object?>(self, new GrainCall(method, arguments));

    public static Task<T> TaskOf<T>(GrainReference self, GrainMethod method, object?[] arguments) =>
        method.Sender.Send<T>(self, new GrainCall(method, arguments));

    public static ValueTask ValueTask(GrainReference self, GrainMethod method, object?[] arguments) =>
        new(method.Sender.Send<object?>(self, new GrainCall(method, arguments)));

    public static ValueTask<T> ValueTaskOf<T>(GrainReference self, GrainMethod method, object?[] arguments) =>
        new(method.Sender.Send<T>(self, new GrainCall(method, arguments)));

    public static void Void(GrainReference self, GrainMethod method, object?[] arguments)
    {
        var call = new GrainCall(method, arguments);
        call.AddInvokeMethodOptions(CodeGeneration.InvokeMethodOptions.OneWay);
        method.Sender.Send<object?>(self, call).GetAwaiter().GetResult();
    }

    public static IAsyncEnumerable<T> Stream<T>(GrainReference self, GrainMethod method, object?[] arguments)
    {
        method.Check();
        var call = new GrainStreamCall<T>(method, arguments);
        call.Detach();
        return call.InitializeRequest(self);
    }
}
