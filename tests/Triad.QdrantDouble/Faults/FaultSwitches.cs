using Google.Protobuf;
using Qdrant.Client.Grpc;

namespace Triad.Doubles.Faults;

/// <summary>What tests make the double do.</summary>
internal sealed class FaultSwitches(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];
    private readonly List<(string Method, TimeSpan Delay)> _delays = [];
    private readonly List<(string Method, TaskCompletionSource Gate)> _gates = [];
    private readonly Queue<(UpdateStatus Status, bool IsApplied)> _statuses = [];
    private readonly List<Action> _withheld = [];

    public void Add(Fault fault, int times)
    {
        lock (_lock)
            _faults.AddRange(Enumerable.Repeat(fault, times));
    }

    public void Delay(string method, TimeSpan delay)
    {
        lock (_lock)
        {
            _delays.RemoveAll(each => each.Method == method);
            if (delay > TimeSpan.Zero)
                _delays.Add((method, delay));
        }
    }

    public void Hold(string method)
    {
        lock (_lock)
            _gates.Add((method, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
    }

    public void Release(string method)
    {
        lock (_lock)
        {
            foreach (var (_, gate) in _gates.Where(each => each.Method == method))
                gate.TrySetResult();
            _gates.RemoveAll(each => each.Method == method);
        }
    }

    public void AnswerWrites(UpdateStatus status, bool isApplied, int times)
    {
        lock (_lock)
        {
            for (var i = 0; i < times; i++)
                _statuses.Enqueue((status, isApplied));
        }
    }

    /// <summary>Makes the writes that were answered and not made.</summary>
    public void ApplyWithheld()
    {
        List<Action> withheld;
        lock (_lock)
        {
            withheld = [.. _withheld];
            _withheld.Clear();
        }

        withheld.ForEach(write => write());
    }

    public Fault? Next(string method)
    {
        lock (_lock)
        {
            var index = _faults.FindIndex(fault => MethodName.Is(method, fault.Method));
            if (index < 0)
                return null;
            var fault = _faults[index];
            _faults.RemoveAt(index);
            return fault;
        }
    }

    public async Task WaitAsync(string method, CancellationToken cancellationToken)
    {
        Task[] gates;
        TimeSpan delay;
        lock (_lock)
        {
            gates = [.. _gates.Where(each => MethodName.Is(method, each.Method)).Select(each => each.Gate.Task)];
            delay = _delays.Where(each => MethodName.Is(method, each.Method)).Select(each => each.Delay).DefaultIfEmpty().Max();
        }

        await Task.WhenAll(gates).WaitAsync(cancellationToken);
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, time, cancellationToken);
    }

    /// <summary>Computes a call; a write gets the status that was asked for, and may be withheld.</summary>
    public IMessage Altered(string method, IMessage request, Func<string, IMessage, IMessage> compute)
    {
        if (!IsWrite(request) || !TryTakeStatus(out var wanted))
            return compute(method, request);
        if (wanted.IsApplied)
            return WithStatus(compute(method, request), wanted.Status);
        lock (_lock)
            _withheld.Add(() => compute(method, request));
        return request is UpdateBatchPoints batch
            ? new UpdateBatchResponse { Result = { batch.Operations.Select(_ => new UpdateResult { Status = wanted.Status }) } }
            : new PointsOperationResponse { Result = new UpdateResult { Status = wanted.Status } };
    }

    private static bool IsWrite(IMessage request) => request is UpsertPoints or DeletePoints or UpdatePointVectors or DeletePointVectors
        or SetPayloadPoints or DeletePayloadPoints or ClearPayloadPoints or UpdateBatchPoints;

    private static IMessage WithStatus(IMessage answer, UpdateStatus status)
    {
        if (answer is PointsOperationResponse single)
            single.Result.Status = status;
        foreach (var result in answer is UpdateBatchResponse batch ? batch.Result : [])
            result.Status = status;
        return answer;
    }

    private bool TryTakeStatus(out (UpdateStatus Status, bool IsApplied) status)
    {
        lock (_lock)
            return _statuses.TryDequeue(out status);
    }
}
